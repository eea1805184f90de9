// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/packs.hpp"

namespace panoh::forms {

/// A record type "call" with a field of every kind.
inline Schema example_schema()
{
    const std::vector<PackFile> files{
        {"lists/all.yaml",
         "list: callers\ncodes: [self, family]\n"
         "---\nlist: needs\ncodes: [food, legal, { code: tents, retired: true }]\n"
         "---\nlist: languages\ncodes: [tg, ru]\n"
         "---\nlist: countries\ncodes: [TJ, KG]\n"
         "---\nlist: regions\ncodes: [TJ-SU, TJ-KT]\n"
         "---\nlist: body_regions\ncodes: [head, back]\n"
         "---\nlist: name_kinds\ncodes: [official, alias]\n"
         "---\nlist: currencies\ncodes: [TJS, KGS]\n"},
        {"types/call.yaml",
         "type: call\nfile: contact\ncompartment: core\nfields:\n"
         "  number:   { kind: text, coded: true, form: false }\n"
         "  caller:   { kind: code, list: callers, coded: true, required: true, missing: true }\n"
         "  age:      { kind: number, coded: true, min: 0, max: 120 }\n"
         "  minor:    { kind: yes_no, coded: true, relevant: \"${age} != ''\", calculate: '${age} < 18' }\n"
         "  guardian: { kind: text, required: true, relevant: '${minor}' }\n"
         "  when:     { kind: date, coded: true, missing: true, constraint: '. <= today()' }\n"
         "  needs:    { kind: codes, list: needs, coded: true, missing: true }\n"
         "  note:     { kind: text, lines: 6, missing: true }\n"
         "  title:    { kind: text, max_length: 10 }\n"
         "  cost:     { kind: money, min: 0 }\n"
         "  at:       { kind: time }\n"
         "  called:   { kind: moment }\n"
         "  lasted:   { kind: duration }\n"
         "  urgent:   { kind: yes_no, missing: true }\n"
         "  name:     { kind: name, name: true, missing: true }\n"
         "  phone:    { kind: phone }\n"
         "  language: { kind: language }\n"
         "  country:  { kind: country }\n"
         "  region:   { kind: region }\n"
         "  worker:   { kind: ref, to: user }\n"
         "  files:    { kind: attachment }\n"
         "  marks:    { kind: body_location }\n"
         "  people:\n    kind: rows\n    rows:\n"
         "      role:  { kind: code, list: needs, required: true }\n"
         "      since: { kind: date, missing: true, constraint: '. <= today()' }\n"
         "      tasks: { kind: codes, list: needs }\n"
         "      pay:   { kind: money, relevant: \"${role} = 'legal'\" }\n"}};
    return load_packs(files).value();
}

}  // namespace panoh::forms
