"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  /* Sentences that can be pasted. */
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.previousElementSibling.textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Select the text to copy it";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }

  /* Answers, where the page has them. */
  const source = byId("answer-data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const page = 50;
  const form = byId("filters");
  const list = byId("answer-list");
  const count = byId("answer-count");
  const more = byId("more");
  const plain = data.answers.map((answer) =>
    answer.t.map((part) => (Array.isArray(part) ? part[0] : part)).join("").toLowerCase());
  let found = [];
  let shown = 0;

  const isWithin = (code, wanted) => {
    for (; code >= 0; code = data.codes[code].parent) if (code === wanted) return true;
    return false;
  };
  const matches = (index, text, wanted, only, group) => {
    const answer = data.answers[index];
    if (text && !plain[index].includes(text)) return false;
    if (wanted === -2 && answer.p >= 0) return false;
    if (wanted >= 0 && !(only ? isWithin(answer.p, wanted) : answer.c.some((code) => isWithin(code, wanted)))) return false;
    return !group || answer.g[group[0]] === group[1];
  };
  const paragraph = (answer) => {
    const p = document.createElement("p");
    const names = [];
    data.sections.forEach((section, at) => {
      if (answer.g[at] >= 0) names.push(section.groups[answer.g[at]]);
    });
    names.push(answer.p < 0 ? "not recognised" : "main challenge: " + data.codes[answer.p].label);
    const others = answer.c.filter((code) => code !== answer.p).map((code) => data.codes[code].label);
    if (others.length) names.push("also mentioned: " + others.join(", "));
    p.textContent = names.join(" · ");
    return p;
  };
  const item = (answer) => {
    const li = document.createElement("li");
    const quote = document.createElement("blockquote");
    quote.dir = "auto";
    for (const part of answer.t) {
      if (Array.isArray(part)) {
        const mark = document.createElement("mark");
        mark.textContent = part[0];
        mark.title = data.codes[part[1]].label;
        quote.append(mark);
      } else {
        quote.append(part);
      }
    }
    li.append(quote, paragraph(answer));
    return li;
  };
  const showMore = () => {
    const end = Math.min(shown + page, found.length);
    const next = document.createDocumentFragment();
    for (; shown < end; shown++) next.append(item(data.answers[found[shown]]));
    list.append(next);
    more.hidden = shown >= found.length;
  };
  const apply = () => {
    const text = form.elements.text.value.trim().toLowerCase();
    const wanted = Number(form.elements.code.value);
    const only = form.elements.only.checked;
    const chosen = form.elements.group.value;
    const group = chosen ? chosen.split(":").map(Number) : null;
    found = [];
    for (let i = 0; i < data.answers.length; i++) {
      if (matches(i, text, wanted, only, group)) found.push(i);
    }
    list.replaceChildren();
    shown = 0;
    showMore();
    count.textContent = found.length === 1 ? "1 answer" : `${found.length.toLocaleString("en")} answers`;
  };

  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply));
  more.addEventListener("click", showMore);

  /* A cell of a table lists its answers. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-code]");
    if (!button) return;
    form.elements.text.value = "";
    form.elements.code.value = button.dataset.code;
    form.elements.group.value = button.dataset.group;
    form.elements.only.checked = data.count === "primary";
    apply();
    const heading = byId("answers-heading");
    heading.scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    heading.focus({ preventScroll: true });
  });
  apply();
})();
