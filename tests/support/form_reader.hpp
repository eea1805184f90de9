// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads the pages that this program writes, as a browser without scripts would use them. It knows no other HTML.
namespace panoh::testing {

/// Something in a form that sends a name and a text.
struct FormControl {
    std::string name;
    std::string kind;                  ///< the type of an input, or "textarea" or "select"
    std::string value;                 ///< what it sends as it stands; of a radio or check box, what it would send
    bool chosen = false;               ///< a radio or check box that is on
    bool invalid = false;              ///< marked as a mistake
    bool numeric = false;              ///< asks for digits
    std::vector<std::string> options;  ///< values of a select
};

struct FormButton {
    std::string name;
    std::string value;
    std::string action;  ///< where it goes instead of the form's own address; may be empty
};

struct PageForm {
    bool post = false;
    std::string action;
    std::vector<FormControl> controls;
    std::vector<FormButton> buttons;
};

struct ReadPage {
    std::vector<PageForm> forms;
    std::vector<std::string> links;  ///< local addresses, without the part after "#"
    /// Every text of the page and everything that stands in its inputs, as a person would read it.
    std::string said;
};

ReadPage read_page(std::string_view markup);

/// Without the differences that a page may make: runs of white space count as one space.
std::string squeezed(std::string_view text);

/// What a browser sends of a form with this button: names and texts in their order.
using Sent = std::vector<std::pair<std::string, std::string>>;
Sent sent_as_it_stands(const PageForm& form);

}  // namespace panoh::testing
