/* Columns that identify people: names as Qualtrics, SurveyMonkey, Google Forms and people write them. */
#include "run/personal.h"

#include "base/str.h"

#include <criterion/criterion.h>

Test(personal, columns)
{
    static const struct {
        const char *rule, *name;
        bool is;
    } cases[] = {
        {"P1: Qualtrics", "IPAddress", true},
        {"P1: Qualtrics", "RecipientLastName", true},
        {"P1: Qualtrics", "RecipientFirstName", true},
        {"P1: Qualtrics", "RecipientEmail", true},
        {"P1: Qualtrics", "LocationLatitude", true},
        {"P1: Qualtrics", "LocationLongitude", true},
        {"Qualtrics: of the response", "ResponseId", false},
        {"Qualtrics: of the response", "RecordedDate", false},
        {"P1: SurveyMonkey", "IP Address", true},
        {"P1: SurveyMonkey", "Email Address", true},
        {"P1: SurveyMonkey", "First Name", true},
        {"SurveyMonkey: of the response", "Collector ID", false},
        {"P1: Google Forms", "Username", true},
        {"P1: Google Forms", "Email address", true},
        {"Google Forms: of the response", "Timestamp", false},
        {"P1: by people", "name", true},
        {"P1: by people", "E-mail", true},
        {"P1: by people", "phone", true},
        {"P1: by people",
         "Tel\xC3\xA9"
         "fono",
         true},
        {"P1: by people", "Location", true},
        {"P2", "Work e-mail", true},
        {"P2", "Parent phone number", true},
        {"P3", "What is your name?", true},
        {"P3", "What is your email address?", true},
        {"P3", "Please enter your e-mail:", true},
        {"P4", "How often do you email parents?", false},
        {"P4", "School name", false},
        {"P4", "District", false},
        {"P4", "What is your biggest challenge?", false},
        {"P4", "What is the name of the program that you use?", false},
        {"P4", "answer", false},
        {"P4", "Position / Title", false},
        {"P4", "", false},
        {"P4", "\xFF", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool is;
        cr_assert(vb_personal_column(vb_str_of(cases[i].name), &is));
        cr_expect_eq(is, cases[i].is, "%s: %s", cases[i].rule, cases[i].name);
    }
}
