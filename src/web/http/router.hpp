// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/request.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::web {

/// Finds the endpoint for a method and a path. Patterns are "/cases/{id}/tasks/{task}": a segment is a literal or one
/// capture. A literal wins over a capture. What an endpoint is, the caller decides.
template <class Endpoint>
class Router {
public:
    struct Route {
        Method method = Method::get;
        std::string pattern;
        Endpoint endpoint;
        std::vector<std::string> captures;  ///< names in order
    };

    struct Match {
        const Route* route = nullptr;  ///< null: nothing there (404), or `allow` is set (405)
        Parameters parameters;         ///< what the captures hold
        std::string allow;             ///< methods of the path when this one is not among them

        [[nodiscard]] const Endpoint* endpoint() const noexcept
        {
            return route == nullptr ? nullptr : &route->endpoint;
        }
    };

    /// A malformed or repeated pattern is a bug of ours and ends the program. Use get and post; HEAD is served by GET.
    void add(Method method, std::string_view pattern, Endpoint endpoint)
    {
        PANOH_CHECK(method != Method::head && pattern.starts_with('/'));
        Route route{method, std::string(pattern), std::move(endpoint), {}};
        Node* node = &root_;
        for (const auto segment : segments_of(pattern)) {
            if (is_capture(segment)) {
                route.captures.emplace_back(segment.substr(1, segment.size() - 2));
                if (!node->capture) node->capture = std::make_unique<Node>();
                node = node->capture.get();
            } else {
                PANOH_CHECK(!segment.empty() && segment.find_first_of("{}%?#") == std::string_view::npos);
                auto& next = node->literals[std::string(segment)];
                if (!next) next = std::make_unique<Node>();
                node = next.get();
            }
        }
        auto& place = node->places[method];
        PANOH_CHECK(!place.has_value());
        place = routes_.size();
        routes_.push_back(std::move(route));
    }

    /// `path` as Request::path holds it.
    [[nodiscard]] Match match(Method method, std::string_view path) const
    {
        const Method wanted = method == Method::head ? Method::get : method;
        const auto segments = segments_of(path);
        std::vector<std::string_view> values;
        Match found;
        const Route* route = find(root_, segments, wanted, values, found.allow);
        if (route == nullptr) return found;
        found.route = route;
        found.allow.clear();
        for (std::size_t at = 0; at < values.size(); ++at)
            found.parameters.add(route->captures[at], std::string(values[at]));
        return found;
    }

    /// Every route in the order of adding, for the route lint and the printed table of permissions.
    [[nodiscard]] std::span<const Route> routes() const noexcept { return routes_; }

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> capture;
        std::map<Method, std::optional<std::size_t>> places;
    };

    static std::vector<std::string_view> segments_of(std::string_view path)
    {
        path.remove_prefix(std::min<std::size_t>(1, path.size()));
        if (path.empty()) return {};
        return split(path, '/');
    }

    static bool is_capture(std::string_view segment) noexcept
    {
        return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
    }

    const Route* find(
        const Node& node,
        std::span<const std::string_view> rest,
        Method method,
        std::vector<std::string_view>& values,
        std::string& allow
    ) const
    {
        if (rest.empty()) {
            const auto place = node.places.find(method);
            if (place != node.places.end()) return &routes_[*place->second];
            if (allow.empty()) allow = allowed_methods(node);
            return nullptr;
        }
        const auto literal = node.literals.find(rest.front());
        if (literal != node.literals.end()) {
            const Route* route = find(*literal->second, rest.subspan(1), method, values, allow);
            if (route != nullptr) return route;
        }
        if (!node.capture) return nullptr;
        values.push_back(rest.front());
        const Route* route = find(*node.capture, rest.subspan(1), method, values, allow);
        if (route == nullptr) values.pop_back();
        return route;
    }

    static std::string allowed_methods(const Node& node)
    {
        std::string names;
        for (const auto& [method, place] : node.places) {
            if (!names.empty()) names += ", ";
            names += method == Method::get ? "GET, HEAD" : name_of(method);
        }
        return names;
    }

    Node root_;
    std::vector<Route> routes_;
};

}  // namespace panoh::web
