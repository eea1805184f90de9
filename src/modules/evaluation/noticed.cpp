// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/noticed.hpp"

namespace panoh::evaluation {

MessageId message_of(const Noticed& noticed)
{
    return MessageId("evaluation.problem." + noticed.problem);
}

}  // namespace panoh::evaluation
