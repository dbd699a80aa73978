#include "labels.hpp"

#include <array>

namespace arvio::cli {

namespace {

/// Finnish, Swedish, English.
using words = std::array<std::string_view, 3>;

std::string_view in_language(const words& all, std::string_view language) {
  const auto plain = language.substr(0, language.find('-'));
  if (plain == "sv") return all[1];
  if (plain == "en") return all[2];
  return all[0];
}

words of_label(label what) {
  switch (what) {
    case label::assessment: return {"Arvio", "Bed\u00f6mning", "Assessment"};
    case label::urgency: return {"Kiireellisyys", "Br\u00e5dska", "Urgency"};
    case label::at_least: return {"V\u00e4hint\u00e4\u00e4n", "Minst", "At least"};
    case label::not_excluded:
      return {"Ei poissuljettu", "Inte uteslutet", "Not excluded"};
    case label::if_breaks:
      return {"Jos yhteys katkeaa nyt", "Om kontakten bryts nu",
              "If the contact breaks now"};
    case label::ask_next:
      return {"Kysy seuraavaksi", "Fr\u00e5ga h\u00e4rn\u00e4st", "Ask next"};
    case label::further:
      return {"Lis\u00e4kysymykset", "Ytterligare fr\u00e5gor", "Further questions"};
    case label::why: return {"Miksi", "Varf\u00f6r", "Why"};
    case label::more_questions:
      return {"... ja viel\u00e4 {} (arvio next)", "... och {} till (arvio next)",
              "... and {} more (arvio next)"};
    case label::missing:
      return {"Viel\u00e4 puuttuu; kysy, jos henkil\u00f6 tavoitetaan",
              "Saknas \u00e4nnu; fr\u00e5ga om personen kan n\u00e5s",
              "Still missing; ask if the person can be reached"};
    case label::and_more:
      return {"... ja viel\u00e4 {}", "... och {} till", "... and {} more"};
    case label::yes_or_no: return {"kyll\u00e4 / ei", "ja / nej", "yes / no"};
    case label::a_number: return {"luku", "tal", "number"};
    case label::a_date: return {"p\u00e4iv\u00e4m\u00e4\u00e4r\u00e4", "datum", "date"};
    case label::a_time: return {"aika", "tid", "time"};
    case label::a_duration: return {"kesto", "varaktighet", "duration"};
    case label::rules_certain:
      return {"T\u00e4yttyv\u00e4t s\u00e4\u00e4nn\u00f6t", "Regler som g\u00e4ller",
              "Rules that hold"};
    case label::rules_possible:
      return {"Mahdolliset s\u00e4\u00e4nn\u00f6t", "Regler som kan g\u00e4lla",
              "Rules that may hold"};
    case label::answers: return {"vastaukset", "svar", "answers"};
    case label::services: return {"Palvelut", "Tj\u00e4nster", "Services"};
    case label::not_offered: return {"ei", "inte", "not"};
    case label::patient:
      return {"Kerro henkil\u00f6lle", "S\u00e4g till personen", "Tell the person"};
    case label::professional:
      return {"Ammattilaiselle", "Till den yrkesverksamma", "For the professional"};
    case label::not_excluded_advice:
      return {"Ammattilaiselle: ei ole poissuljettu",
              "Till den yrkesverksamma: inte uteslutet",
              "For the professional: not excluded"};
    case label::if_so:
      return {"Jos n\u00e4in on", "Om det \u00e4r s\u00e5", "If this is so"};
    case label::safety_net: return {"Turvaverkko", "Skyddsn\u00e4t", "Safety net"};
    case label::duties: return {"Velvoitteet", "Skyldigheter", "Duties"};
    case label::maybe: return {"mahdollinen", "m\u00f6jlig", "possible"};
    case label::suggestions:
      return {"Harkitse kiireellisyyden nostamista",
              "\u00d6verv\u00e4g att h\u00f6ja br\u00e5dskan",
              "Consider raising the urgency"};
    case label::derived:
      return {"Pisteet ja johdetut arvot", "Po\u00e4ng och h\u00e4rledda v\u00e4rden",
              "Scores and derived values"};
    case label::uncovered:
      return {"Mik\u00e4\u00e4n s\u00e4\u00e4nn\u00f6st\u00f6 ei kata",
              "Omfattas inte av n\u00e5got regelverk", "Covered by no rule set"};
    case label::presumed:
      return {"Oletettu, koska vastausta ei saatu", "Antaget, eftersom svar saknas",
              "Presumed, for want of an answer"};
    case label::unexpected:
      return {"Odottamattomat vastaukset, tarkista", "Ov\u00e4ntade svar, kontrollera",
              "Unexpected answers, check them"};
    case label::outdated:
      return {"Vastattu liian kauan sitten, kysy uudelleen",
              "Besvarat f\u00f6r l\u00e4nge sedan, fr\u00e5ga p\u00e5 nytt",
              "Answered too long ago, ask again"};
    case label::inferred:
      return {"P\u00e4\u00e4telty muista vastauksista", "H\u00e4rlett ur andra svar",
              "Inferred from other answers"};
    case label::required:
      return {"Vaaditut, vastaamatta", "Kr\u00e4vs, obesvarade",
              "Required, not answered"};
    case label::unused:
      return {"Ei k\u00e4yt\u00f6ss\u00e4 t\u00e4ss\u00e4 versiossa",
              "Anv\u00e4nds inte i denna version", "Not used in this version"};
    case label::rule_sets:
      return {"S\u00e4\u00e4nn\u00f6st\u00f6t", "Regelverk", "Rule sets"};
    case label::demonstration:
      return {"Esittelyversio, ei hoitok\u00e4ytt\u00f6\u00f6n",
              "Demonstration, inte f\u00f6r v\u00e5rd", "Demonstration, not for care"};
    case label::nothing_to_ask:
      return {"Mik\u00e4\u00e4n kysymys ei en\u00e4\u00e4 muuta arviota",
              "Ingen fr\u00e5ga \u00e4ndrar l\u00e4ngre bed\u00f6mningen",
              "No question can change the assessment any more"};
    case label::why_at_least:
      return {"Miksi v\u00e4hint\u00e4\u00e4n {}", "Varf\u00f6r minst {}",
              "Why at least {}"};
    case label::for_everybody:
      return {"koskee jokaista", "g\u00e4ller alla", "holds for everybody"};
    case label::one_of_these:
      return {"Jokin n\u00e4ist\u00e4 t\u00e4yttyy", "N\u00e5gon av dessa g\u00e4ller",
              "One of these holds"};
    case label::yes: return {"kyll\u00e4", "ja", "yes"};
    case label::no: return {"ei", "nej", "no"};
    case label::now: return {"nyt", "nu", "now"};
    case label::not_asked: return {"ei kysytty", "inte fr\u00e5gat", "not asked"};
    case label::not_known: return {"ei tiedossa", "inte k\u00e4nt", "not known"};
    case label::inferred_value: return {"p\u00e4\u00e4telty", "h\u00e4rlett", "inferred"};
    case label::inapplicable:
      return {"ei koske henkil\u00f6\u00e4", "g\u00e4ller inte personen",
              "does not concern the person"};
    case label::may_be_more_urgent:
      return {"Mik\u00e4 voi viel\u00e4 olla kiireellisemp\u00e4\u00e4",
              "Vad som \u00e4nnu kan vara mer br\u00e5dskande",
              "What may still be more urgent"};
    case label::unanswered: return {"Selvitt\u00e4m\u00e4tt\u00e4", "Oklart", "Open"};
    case label::as_above: return {"samat kuin yll\u00e4", "samma som ovan", "as above"};
    case label::would_be_more_urgent:
      return {"Mik\u00e4 tekisi t\u00e4st\u00e4 kiireellisemm\u00e4n",
              "Vad som skulle g\u00f6ra detta mer br\u00e5dskande",
              "What would make this more urgent"};
    case label::would_be_if:
      return {"Olisi {}, jos", "Skulle vara {} om", "Would be {} if"};
    case label::for_example: return {"esimerkiksi", "till exempel", "for example"};
    case label::or_instead:
      return {"tai sen sijaan", "eller i st\u00e4llet", "or instead"};
    case label::no_rule_set:
      return {"mik\u00e4\u00e4n s\u00e4\u00e4nn\u00f6st\u00f6 ei kata yhteydenottoa",
              "inget regelverk omfattar kontakten", "no rule set covers it"};
  }
  return {};  // not reached
}

words of_basis(arvio::basis what) {
  switch (what) {
    case basis::absent: return {};  // then nothing is recommended
    case basis::certain: return {"varma", "s\u00e4ker", "certain"};
    case basis::cautious:
      return {"varovainen: kaikkea ei tiedet\u00e4",
              "f\u00f6rsiktig: allt \u00e4r inte k\u00e4nt",
              "cautious: not everything is known"};
    case basis::presumed:
      return {"oletuksen varassa", "bygger p\u00e5 ett antagande",
              "rests on a presumption"};
  }
  return {};  // not reached
}

words of_purpose(arvio::purpose what) {
  switch (what) {
    case purpose::urgency: return {"Voi olla {}", "Kan vara {}", "Could be {}"};
    case purpose::coverage:
      return {"Ratkaisee, kattaako jokin s\u00e4\u00e4nn\u00f6st\u00f6 yhteydenoton",
              "Avg\u00f6r om n\u00e5got regelverk omfattar kontakten",
              "Decides whether a rule set covers the contact"};
    case purpose::requirement:
      return {"S\u00e4\u00e4nn\u00f6st\u00f6 vaatii kysym\u00e4\u00e4n",
              "Regelverket kr\u00e4ver fr\u00e5gan",
              "The rule set requires it to be asked"};
    case purpose::need:
      return {"Tarkentaa toisen tarpeen kiireellisyytt\u00e4",
              "Preciserar br\u00e5dskan i ett annat behov",
              "Settles the urgency of another need"};
    case purpose::suggestion:
      return {"Voi antaa ammattilaiselle aiheen nostaa kiireellisyytt\u00e4",
              "Kan ge sk\u00e4l att h\u00f6ja br\u00e5dskan",
              "Could give a professional reason to raise the urgency"};
    case purpose::duty:
      return {"Voi tuoda velvoitteen", "Kan medf\u00f6ra en skyldighet",
              "Could bring a duty"};
    case purpose::route:
      return {"Voi avata sopivamman palvelun",
              "Kan \u00f6ppna en l\u00e4mpligare tj\u00e4nst",
              "Could open a more suitable service"};
  }
  return {};  // not reached
}

}  // namespace

std::string_view word(label what, std::string_view language) {
  return in_language(of_label(what), language);
}

std::string_view word(arvio::basis what, std::string_view language) {
  return in_language(of_basis(what), language);
}

std::string_view word(arvio::purpose what, std::string_view language) {
  return in_language(of_purpose(what), language);
}

}  // namespace arvio::cli
