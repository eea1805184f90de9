// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/random.hpp"
#include "support/form_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::testing {

/// Every text that is typed holds one of these, a different one each time: where it is found, typed text is.
inline constexpr std::string_view mark_start = "zqx";
inline constexpr std::string_view mark_end = "xqz";

struct TypedText {
    std::string name;
    std::string text;
    std::string mark;     ///< empty: a date, a number, a phone
    bool secret = false;  ///< a passphrase: no page shows it again
};

/// A form, filled in by chance.
struct Filling {
    Sent sent;
    std::vector<TypedText> typed;
    std::string action;
    bool plain = true;  ///< nothing that a browser would not send of this page
    bool wrong_token = false;
    bool foreign = false;  ///< sent from the page of another site
};

/// Fills forms in: sensibly, oddly, or as nobody could by a browser.
class Filler {
public:
    explicit Filler(std::uint64_t seed)
        : random_(seed)
    {}

    Filling fill(const PageForm& form);
    /// Ids that stand in addresses of the node, for being where they do not belong.
    void learn(const std::string& address);
    std::uint32_t below(std::uint32_t bound) { return random_.below(bound); }

private:
    bool chance(std::uint32_t of_hundred) { return random_.below(100) < of_hundred; }
    std::string next_mark();
    void choose(PageForm& form);
    void write(FormControl& control, Filling& filling);
    std::string sensible_text(const FormControl& control, std::string& mark);
    std::string mended_text(const FormControl& control, std::string& mark);
    std::string odd_text(std::string& mark);
    void make_odd(PageForm& form, Filling& filling);
    void forge(Filling& filling);
    const FormButton* button_of(const PageForm& form);

    SeededRandom random_;
    std::uint64_t marks_ = 0;
    std::vector<std::string> ids_;
};

}  // namespace panoh::testing
