/* A name is read folded, its letters and digits alone.
 *
 * P1  Whole names: `wholes`; what survey tools add themselves (Qualtrics, SurveyMonkey, Google Forms) is among them.
 * P2  Ends of names of three words at most: "Work e-mail", "Parent phone number".
 * P3  Beginnings of questions: "What is your name?" is one, "What is your name for this problem?" is not (P4).
 * P4  Nothing else: "How often do you email parents?" and "School name" identify nobody. */
#include "run/personal.h"

#include "base/buffer.h"
#include "base/str.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { NAME_LONGEST = 200, SHORT_WORDS = 3, QUESTION_WORDS = 6 };

static const char wholes[] =
    "name|names|fullname|firstname|middlename|lastname|surname|forename|givenname|familyname|username|contactname|"
    "respondentname|participantname|teachername|studentname|staffname|employeename|parentname|"
    "recipientfirstname|recipientlastname|nombre|nombrecompleto|apellido|apellidos|"
    "mail|recipientemail|correo|correoelectronico|"
    "ip|phone|telephone|mobile|cell|cellphone|fax|tel|telefono|"
    "address|address1|address2|streetaddress|homeaddress|mailingaddress|postaladdress|street|direccion|"
    "location|geolocation|gps|coordinates|gpscoordinates|lat|lon|lng|latlong";
static const char ends[] = "email|emailaddress|ipaddress|phonenumber|telephonenumber|mobilenumber|cellnumber|"
                           "firstname|lastname|fullname|latitude|longitude|phone|telephone";
static const char questions[] = "whatisyourname|whatisyourfullname|whatisyourfirstname|whatisyourlastname|yourname|"
                                "yourfirstname|yourlastname|yourfullname|whatisyouremail|whatisyouremailaddress|"
                                "youremail|youremailaddress|whatisyourphonenumber|yourphone|yourphonenumber|"
                                "pleaseenteryourname|pleaseenteryouremail|pleaseenteryouremailaddress|enteryourname|"
                                "enteryouremail|enteryouremailaddress|pleaseprovideyourname|pleaseprovideyouremail|"
                                "pleaseprovideyouremailaddress|cualessunombre|sunombre|sucorreo|sucorreoelectronico";

/* Whether `key` is one of the list's, or ends with one of them. */
static bool is_of(const char *list, vb_str key, bool at_end)
{
    while (*list != '\0') {
        size_t len = strcspn(list, "|");
        if (key.len == len || (at_end && key.len > len))
            if (memcmp(key.ptr + key.len - len, list, len) == 0)
                return true;
        list += len + (list[len] == '|');
    }
    return false;
}

/* The letters and digits of `text`, and how many words they make.  Hyphens and apostrophes part no words. */
static void add_key(vb_str text, vb_buffer *key, size_t *words)
{
    bool in_word = false;
    *words = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
        if (letter) {
            *words += !in_word;
            vb_buffer_add_char(key, (char)c);
        }
        in_word = letter || (in_word && (c == '-' || c == '\''));
    }
}

bool vb_personal_column(vb_str name, bool *is)
{
    *is = false;
    name = vb_str_trim(name);
    if (name.len == 0 || name.len > NAME_LONGEST || !vb_utf8_valid(name, NULL))
        return true;
    vb_buffer folded = {0}, text = {0};
    size_t words;
    bool ok = vb_fold(name, VB_FOLD_CASE | VB_FOLD_MARKS, &folded);
    add_key(vb_buffer_str(&folded), &text, &words);
    ok = ok && !folded.failed && !text.failed;
    vb_str key = vb_buffer_str(&text);
    if (ok && key.len > 0)
        *is = is_of(wholes, key, false) || (words <= SHORT_WORDS && is_of(ends, key, true)) ||
              (words <= QUESTION_WORDS && is_of(questions, key, false));
    vb_buffer_release(&folded);
    vb_buffer_release(&text);
    return ok;
}
