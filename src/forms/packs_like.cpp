// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_read.hpp"

#include <fmt/format.h>

namespace panoh::forms {

namespace {

void complete(RecordType& type, const RecordType& model, PackReading& reading)
{
    type.version = model.version;
    type.fields = model.fields;
    if (type.title.empty()) type.title = model.title;
    if (type.paper.empty()) type.paper = model.paper;
    std::vector<FieldDeclaration> declarations;
    for (const FieldDeclaration& each : reading.fields) {
        if (each.type != model.name) continue;
        declarations.push_back(each);
        declarations.back().type = type.name;
    }
    reading.fields.insert(reading.fields.end(), declarations.begin(), declarations.end());
}

}  // namespace

void complete_likes(PackReading& reading)
{
    const auto declared = reading.types;
    for (const TypeDeclaration& declaration : declared) {
        RecordType& type = reading.schema.types.at(declaration.type);
        if (type.like.empty()) continue;
        const RecordType* model = reading.schema.type(type.like);
        if (model == nullptr || !model->like.empty()) {
            reading.problem(declaration.place, fmt::format("there is no type {} to be like", type.like));
            continue;
        }
        complete(type, *model, reading);
    }
}

}  // namespace panoh::forms
