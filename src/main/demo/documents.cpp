// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/documents.hpp"

#include "main/demo/calendar.hpp"
#include "main/demo/people.hpp"
#include "main/node.hpp"
#include "modules/reports/pages.hpp"
#include "vault/accounts/totp.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace panoh::demo {

namespace {

using forms::Compartment;
using reports::Made;
using reports::Naming;
using reports::Wish;

/// Cases that are shown; the demo has many more.
constexpr std::size_t most_cases = 4;

/// What a physician of the demo writes to a colleague.
std::string letter_in(std::string_view language)
{
    return language == "ru"
               ? "Боль в плече, рука поднимается не полностью. Просим осмотреть и сообщить, какое лечение нужно."
               : "Pain in the shoulder; the arm cannot be raised fully. Please examine and say which treatment is "
                 "needed.";
}

struct Reader {
    vault::UserKeys keys;
    access::Actor actor;
};

/// What can be made of one record.
struct Kind {
    std::string name;
    std::set<Compartment> drawn;
    Result<Made> (*make)(web::PageContext&, const RecordId&, const Wish&, const casework::PaperDecision&);
};

class Writer {
public:
    Writer(Node& node, std::string out)
        : node_(&node)
        , out_(std::move(out))
    {
        services_.vault = &node.vault();
        services_.access = &node.access();
        services_.records = &node.records();
        services_.catalogues = &node.catalogues();
        services_.training = true;
        services_.zone = std::string(zone);
    }

    [[nodiscard]] std::size_t written() const noexcept { return written_; }

    /// In every language, format and way of naming. False when this reader may not make it.
    Result<bool> write_all(Reader& reader, const Kind& kind, const RecordId& record, const std::string& number)
    {
        for (const auto& [language, name] : node_->catalogues().native_language_names()) {
            // Without names first: who may not read all names makes neither.
            for (const Naming naming : {Naming::pseudonymised, Naming::identified}) {
                const auto made = made_by(reader, kind, record, language, naming);
                if (!made) return made.error().code == ErrorCode::denied ? Result<bool>(false) : made.error();
                for (const std::string_view format : {reports::as_pdf, reports::as_docx}) {
                    const std::string named =
                        fmt::format("{}-{}", kind.name, naming == Naming::identified ? "names" : "no-names");
                    if (auto saved = save(*made, reports::file_name_of(number, named, language, format), format);
                        !saved) {
                        return saved.error();
                    }
                }
            }
        }
        return true;
    }

private:
    Result<Made>
    made_by(Reader& reader, const Kind& kind, const RecordId& record, const std::string& language, Naming naming)
    {
        web::Request request;
        const web::Parameters nothing;
        web::Viewer viewer;
        viewer.actor = reader.actor;
        viewer.keys = &reader.keys;
        web::PageContext context(services_, request, nothing, std::move(viewer), language);
        Wish wish;
        wish.kind = kind.name;
        if (wish.kind == reports::referral_kind) wish.letter = letter_in(language);
        wish.language = language;
        wish.naming = naming;
        wish.paper.drawn = kind.drawn;
        return kind.make(context, record, wish, {});
    }

    Result<void> save(const Made& made, const std::string& name, std::string_view format)
    {
        Wish wish;
        wish.format = format;
        const auto bytes = reports::bytes_of(made.document, wish);
        if (!bytes) return bytes.error();
        std::ofstream file(std::filesystem::path(out_) / name, std::ios::binary);
        file << *bytes;
        if (!file.flush()) return fail(ErrorCode::storage, "a document could not be written to the folder");
        ++written_;
        return {};
    }

    Node* node_;
    std::string out_;
    web::PageServices services_;
    std::size_t written_ = 0;
};

/// Everybody of the demo who can sign in. The first one opens the node, the others are let in beside.
Result<std::vector<Reader>> let_in(Node& node, const Clock& clock)
{
    const auto organisations = staff();
    if (!organisations) return organisations.error();
    std::vector<Reader> readers;
    bool is_open = false;
    for (const Organisation& organisation : *organisations) {
        for (const Person& person : organisation.people) {
            if (person.waits) continue;
            auto account = account_of(person);
            if (!is_open) {
                const auto& who = account.credentials;
                const auto signed_in = node.accounts().sign_in(
                    {who.login,
                     who.passphrase,
                     Sensitive<std::string>(accounts::current_code(who.totp_secret.view(), clock.now())),
                     "127.0.0.1"}
                );
                if (!signed_in) return signed_in.error();
                is_open = true;
            }
            Reader reader{vault::UserKeys(account.bundle), {}};
            if (auto admitted = node.vault().admit(reader.keys); !admitted) return admitted.error();
            const auto actor = access::actor_of(*node.vault().directory(), reader.keys.user());
            if (!actor || !node.access().may(*actor, "print")) continue;
            reader.actor = *actor;
            readers.push_back(std::move(reader));
        }
    }
    return readers;
}

/// As the first of the readers who may; a record that none of them may read is passed over.
Result<void> write_as_somebody(
    Writer& writer, std::vector<Reader>& readers, const Kind& kind, const RecordId& record, const std::string& number
)
{
    for (Reader& reader : readers) {
        const auto done = writer.write_all(reader, kind, record, number);
        if (!done && done.error().code != ErrorCode::not_found) return done.error();
        if (done && *done) return {};
    }
    return {};
}

}  // namespace

Result<std::size_t> write_documents(const std::string& folder, const std::string& out, Clock& clock)
{
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error) return fail(ErrorCode::storage, "the folder for documents could not be made");
    NodeOptions options;
    options.clock = &clock;
    const auto node = Node::open(folder, options);
    if (!node) return node.error();
    auto readers = let_in(**node, clock);
    if (!readers) return readers.error();
    Writer writer(**node, out);
    const std::set<Compartment> of_case{Compartment::core, Compartment::account};
    const std::set<Compartment> of_evaluation{Compartment::core, Compartment::account, Compartment::medical};
    const std::string cases = fmt::format(
        "SELECT c.record, c.number FROM t_case c WHERE c.deleted=0 ORDER BY (SELECT count(*) FROM t_event e"
        " WHERE e.file=c.file AND e.deleted=0) DESC, c.number LIMIT {}",
        most_cases
    );
    const std::string evaluations =
        "SELECT record, number FROM t_evaluation WHERE deleted=0 AND kind!='review' ORDER BY number";
    const std::string reviews =
        "SELECT record, number FROM t_evaluation WHERE deleted=0 AND kind='review' ORDER BY number";
    const std::string with_evidence = "SELECT c.record, c.number FROM t_case c WHERE c.deleted=0 AND EXISTS"
                                      " (SELECT 1 FROM t_evidence_item i WHERE i.file=c.file AND i.deleted=0)"
                                      " ORDER BY c.number";
    const std::array kinds{
        std::pair(Kind{std::string(reports::chronology_kind), of_case, reports::case_chronology}, cases),
        std::pair(Kind{std::string(reports::report_kind), of_evaluation, reports::evaluation_report}, evaluations),
        std::pair(Kind{std::string(reports::certificate_kind), of_evaluation, reports::evaluation_report}, evaluations),
        std::pair(Kind{std::string(reports::referral_kind), of_evaluation, reports::evaluation_report}, evaluations),
        std::pair(Kind{std::string(reports::health_kind), of_evaluation, reports::evaluation_report}, evaluations),
        std::pair(Kind{std::string(reports::critique_kind), of_evaluation, reports::evaluation_report}, reviews),
        std::pair(Kind{std::string(reports::evidence_kind), of_case, reports::case_evidence_list}, with_evidence),
        std::pair(Kind{std::string(reports::sheet_kind), of_evaluation, reports::evaluation_report}, evaluations),
    };
    for (const auto& [kind, sql] : kinds) {
        const auto rows = (*node)->vault().workspace().query(sql);
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto done =
                write_as_somebody(writer, *readers, kind, rows->id<RecordId>(row, "record"), rows->text(row, "number"));
            if (!done) return done.error();
        }
    }
    return writer.written();
}

}  // namespace panoh::demo
