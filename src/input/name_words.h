/* The words that column names are recognised by (names.c): lists of phrases with bars between them, in lower case,
 * without marks and apostrophes. */
#ifndef VB_INPUT_NAME_WORDS_H
#define VB_INPUT_NAME_WORDS_H

#include "input/names.h"

/* Whole names, written without spaces. */
static const struct {
    vb_name_role role;
    unsigned rank;
    const char *names;
    bool prosaic; /* words that a line of prose may begin with */
} wholes[] = {
    {VB_NAME_ANSWER, 6,
     "answer|answers|answertext|verbatim|verbatims|openended|openendedresponse|openendedanswer|"
     "openresponse|freetext|freeresponse|responsetext|respuesta|respuestas",
     false},
    {VB_NAME_ANSWER, 5,
     "challenge|challenges|biggestchallenge|biggestchallenges|obstacle|obstacles|barrier|barriers|reto|"
     "retos",
     false},
    {VB_NAME_ANSWER, 3, "response|responses", false},
    {VB_NAME_ANSWER, 2, "comment|comments|commenttext|feedback|reason|reasons", false},
    {VB_NAME_ANSWER, 1, "text", false},
    {VB_NAME_TITLE, 3, "jobtitle", false},
    {VB_NAME_TITLE, 1, "iama", false},
    {VB_NAME_ID, 3, "respondentid|responseid|participantid|recordid", false},
    {VB_NAME_ID, 2,
     "subjectid|caseid|answerid|commentid|userid|rowid|respid|id|uid|uuid|respondentnumber|"
     "participantnumber|casenumber|caseno",
     false},
    {VB_NAME_ID, 1, "respondent|participant|case", false},
    {VB_NAME_NEVER, 1, /* Qualtrics, SurveyMonkey, Google Forms */
     "timestamp|email|emailaddress|username|startdate|enddate|ipaddress|recordeddate|submittedat|"
     "createdat|collectorid|responsetype|durationinseconds|responseset|"
     "recipientlastname|recipientfirstname|recipientemail|externalreference|externaldatareference|"
     "locationlatitude|locationlongitude|distributionchannel|userlanguage|datecreated|datemodified|"
     "firstname|lastname|customdata|customdata1|customvalue",
     false},
    {VB_NAME_NEVER, 1, "status|progress|duration|finished", true},
};

/* Of coding sheets and of the data that tools add. */
static const char hard[] =
    "id|ids|code|codes|coded|coder|coding|category|categories|gold|label|labels|date|time|timestamp|duration|"
    "status|count|length|score|scores|rating|ratings|rank|scale|likert|flag|type|sentiment|theme|themes|"
    "margin|evidence|language|url|link|latitude|longitude|ip|weight|index|row|collector|progress|finished|"
    "recipient|channel|external|percent|group|confidence";

/* Of what is asked about the respondent, or stored of them. */
static const char personal[] =
    "name|first|last|email|mail|phone|address|city|state|zip|county|country|region|district|school|schools|"
    "org|organization|company|grade|grades|subject|subjects|age|gender|sex|race|year|years|month|day|"
    "ethnicity|degree|salary|income|primary|user|username|secondary|experience|qualification|department|"
    "campus|building|start|end|location|custom|key|number";

/* Of questions with choices; of those that want to be answered in words all the same. */
static const char closed[] =
    "select all|check all|choose all|mark all|all that apply|select one|choose one|rate|rank|on a scale|"
    "how often|how satisfied|how likely|how many|how long|how much|how old|how confident|to what extent|"
    "which of the following|selected choice|agree|how challenging|how difficult";
static const char explains[] = "explain|describe|why|elaborate|in your own words|tell us";

/* What hinders. */
static const char topics[] =
    "challenge|challenges|challenging|obstacle|obstacles|barrier|barriers|hurdle|hurdles|roadblock|"
    "roadblocks|struggle|struggles|struggling|difficulty|difficulties|difficult|hardest|problem|problems|"
    "concern|concerns|frustration|frustrations|frustrating|impediment|impediments|hinders|hindering|prevents|"
    "preventing|pain point|pain points|lesson|lessons|risk|risks|reto|retos|desafio|desafios|obstaculo|"
    "obstaculos|dificultad|dificultades";

/* Written out; general comment. */
static const char written[] =
    "open ended|openended|open response|free text|freetext|verbatim|answer|answers|own words|respuesta";
static const char general[] =
    "comment|comments|feedback|reason|reasons|suggestion|suggestions|thoughts|anything else|response|"
    "responses|comentario|comentarios|remarks";

/* Beginnings of questions. */
static const char open_questions[] =
    "what is|what are|what was|what were|whats|what do|what did|what does|what has|what have|what would|"
    "what will|what can|what could|what else|what should|how do|how did|how does|how can|how could|how would|"
    "how might|how has|how have|how will|how should|why|explain|describe|please explain|please describe|"
    "please share|share|tell us|in your opinion|in your own words|cual es|cuales son|que";
static const char yes_no[] = "do you|did you|are you|have you|is your|has your|does your|were you|is there";
static const char about_you[] =
    "what is your|whats your|what is the name|your|please enter|please provide|enter your|which|what state|"
    "what district|what school|what grade|what grades|what subject|what subjects|what county|what country|"
    "what city|what level|what type|what region|what year|what organization|in what|in which|name of";

/* Job titles: words that are enough, words that go with them, phrases anywhere, phrases that begin a name. */
static const char title_words[] = "title|titles|position|positions|role|roles|occupation|profession|job";
static const char title_others[] =
    "your|my|current|the|and|or|school|district|staff|professional|respondent|respondents|participant|"
    "teacher|educator|official|main|present";
static const char title_phrases[] =
    "job title|your role|your title|your position|your occupation|your profession|your job|current role|"
    "current title|current position|your current job|your primary role|your main role|your official title|"
    "your roles|your titles|your positions|current roles|check all roles|select all roles|"
    "your professional role|what role do you|which role|su cargo|su puesto|su rol|tu rol|tu puesto";
static const char title_beginnings[] = "role in|role at|role within|position in|position at|position within|title at";

/* Stages: the same; questions for one; questions for where, and what shows that a place is meant. */
static const char stage_words[] = "stage|phase|etapa|fase";
static const char stage_others[] =
    "of|implementation|implementing|current|pl|the|your|our|school|district|personalized|learning|in|"
    "adoption|rollout|or|project|program|de|implementacion";
static const char stage_phrases[] = "stage of|phase of|your stage|your phase";
static const char stage_asked[] =
    "what stage|which stage|what phase|which phase|how far along|stage are you|phase are you|stage is your|"
    "phase is your|stage best describes|phase best describes|que etapa|que fase";
static const char where_phrases[] =
    "where are you|where is your school|where is your district|where is your organization|where is your team|"
    "where are we";
static const char where_else[] = "from|located|based|employed|working|teaching|live|living|going";

static const char prepositions[] = "in|as|of|for|from|to|with|at|on|during|by";

#endif
