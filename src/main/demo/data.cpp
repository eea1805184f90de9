// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/data.hpp"

#include "base/bytes.hpp"
#include "base/embedded.hpp"

#include <algorithm>
#include <yaml-cpp/yaml.h>

namespace panoh::demo {

namespace json = boost::json;

namespace {

json::value to_json(const YAML::Node& node)
{
    if (node.IsMap()) {
        json::object object;
        for (const auto& member : node)
            object[member.first.Scalar()] = to_json(member.second);
        return object;
    }
    if (node.IsSequence()) {
        json::array array;
        for (const auto& element : node)
            array.push_back(to_json(element));
        return array;
    }
    return json::value(node.IsScalar() ? node.Scalar() : std::string());
}

}  // namespace

Result<json::object> read_data(std::string_view name)
{
    const std::string path = "demo/" + std::string(name) + ".yaml";
    const auto packs = embedded::packs();
    const auto found = std::find_if(packs.begin(), packs.end(), [&](const auto& file) { return file.path == path; });
    if (found == packs.end()) return fail(ErrorCode::internal, "the program lacks its file " + path);
    try {
        json::value data = to_json(YAML::Load(std::string(text_of(found->bytes))));
        if (data.is_object()) return std::move(data.get_object());
    } catch (const YAML::Exception& exception) {
        return fail(ErrorCode::internal, path + ":" + std::to_string(exception.mark.line + 1) + ": does not read");
    }
    return fail(ErrorCode::internal, path + " holds no mapping");
}

std::string text_at(const json::object& object, std::string_view member)
{
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::object& object_at(const json::object& object, std::string_view member)
{
    static const json::object empty;
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_object() ? value->get_object() : empty;
}

const json::array& array_at(const json::object& object, std::string_view member)
{
    static const json::array empty;
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_array() ? value->get_array() : empty;
}

}  // namespace panoh::demo
