"use strict";
(() => {
  // Rows that are added at once: more than a screen has, and few enough to be added in no time.
  const STEP = 200;
  const MOST_PRINTED = 5000;
  // The places of a row's parts, see TaskData.java.
  const [PLAY, TASK, HOST, MODULE, PATH, WORD, LABEL, KIND, MILLIS, MESSAGE] = Array(10).keys();
  const BAD = ["failed", "unfinished"];

  const $ = (id) => document.getElementById(id);
  const { rows, texts, files } = JSON.parse($("data").textContent);
  const folded = texts.map((text) => text.toLowerCase());
  const choices = [...document.querySelectorAll("input[name=show]")];
  const more = element("button", { type: "button" });
  const body = element("tbody");
  let found = [];
  let drawn = 0;

  function element(name, attributes = {}, ...children) {
    const it = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => it.setAttribute(key, value));
    it.append(...children);
    return it;
  }

  // As in Durations.java.
  function duration(millis) {
    const seconds = Math.floor(millis / 1000);
    const two = (number) => String(number).padStart(2, "0");
    if (10 > seconds) return (millis / 1000).toFixed(1) + " s";
    if (60 > seconds) return seconds + " s";
    const minutes = Math.floor(seconds / 60);
    if (60 > minutes) return minutes + " min " + two(seconds % 60) + " s";
    return Math.floor(minutes / 60) + " h " + two(minutes % 60) + " min";
  }

  function place(path) {
    const file = path.replace(/:[0-9]+$/, "");
    return files.includes(file) ? element("a", { href: file }, path) : element("a", {}, path);
  }

  function diff(text) {
    const it = element("pre", { class: "diff" });
    for (const line of text.split("\n")) {
      const added = line.startsWith("+") && !line.startsWith("+++");
      const removed = line.startsWith("-") && !line.startsWith("---");
      it.append(added ? element("ins", {}, line) : removed ? element("del", {}, line) : line, "\n");
    }
    return it;
  }

  function draw(row) {
    const result = element("td", {}, element("span", { class: "word" }, texts[row[WORD]]));
    if (texts[row[LABEL]]) {
      result.append(element("br"), element("span", { class: "faint" }, texts[row[LABEL]]));
    }
    const where = element("div", { class: "faint" }, texts[row[MODULE]] + " ");
    const task = element("td", {}, texts[row[TASK]], where);
    if (texts[row[PATH]]) where.append(place(texts[row[PATH]]));
    if (row[MESSAGE]) task.append(element("div", { class: "said" }, row[MESSAGE]));
    task.append(...row.slice(MESSAGE + 1).map(diff));
    const took = row[MILLIS] >= 0 ? duration(row[MILLIS]) : "";
    const time = element("td", { class: "number" }, took);
    const attributes = { class: texts[row[KIND]], tabindex: "-1" };
    return element("tr", attributes, result, element("td", {}, texts[row[HOST]]), task, time);
  }

  function drawMore(count = STEP) {
    const end = Math.min(found.length, drawn + count);
    for (; end > drawn; drawn++) {
      const play = found[drawn][PLAY];
      if (drawn === 0 || play !== found[drawn - 1][PLAY]) {
        const title = element("th", { colspan: "4", scope: "rowgroup" }, texts[play]);
        body.append(element("tr", { class: "play" }, title));
      }
      body.append(draw(found[drawn]));
    }
    more.hidden = drawn === found.length;
    more.textContent = "Show more: " + (found.length - drawn) + " are left";
  }

  // Each word has to be in a text of the row; a text is searched once, however many rows have it.
  function search() {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const having = words.map((word) => folded.map((text) => text.includes(word)));
    const says = (row, word) =>
      row.slice(MESSAGE).some((text) => text.toLowerCase().includes(word));
    return (row) =>
      words.every(
        (word, i) => [PLAY, TASK, HOST, MODULE, PATH, WORD, LABEL].some((it) => having[i][row[it]]) || says(row, word),
      );
  }

  function filter() {
    const kind = choices.find((it) => it.checked).value;
    const kinds = texts.map((text) => kind === "all" || text === kind);
    const host = $("host").selectedIndex > 0 ? Number($("host").value) : -1;
    const matches = search();
    found = rows.filter(
      (row) => kinds[row[KIND]] && (0 > host || row[HOST] === host) && matches(row),
    );
    drawn = 0;
    body.replaceChildren();
    drawMore();
    const failed = found.filter((row) => BAD.includes(texts[row[KIND]])).length;
    $("shown").textContent =
      found.length + " of " + rows.length + " results" + (failed ? ", failed: " + failed : "");
  }

  function reset() {
    choices[0].checked = true;
    $("search").value = "";
    $("host").selectedIndex = 0;
    filter();
  }

  function go(step) {
    const all = [...body.querySelectorAll("tr:not(.play)")];
    const at = all.indexOf(document.activeElement.closest("#list tr"));
    if (step > 0 && at + step >= all.length) drawMore();
    const shown = [...body.querySelectorAll("tr:not(.play)")];
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))];
    if (next) next.focus();
  }

  const KEYS = {
    "/": () => $("search").focus(),
    h: () => $("host").focus(),
    j: () => go(1),
    k: () => go(-1),
    "?": () => ($("help").open = !$("help").open),
  };

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !$("keys").checked) return;
    if (event.key === "Escape") {
      document.activeElement.blur();
      reset();
      return;
    }
    if (event.target.matches("input[type=search], select")) return;
    const choice = choices[Number(event.key) - 1];
    const action = choice ? () => (choice.focus(), choice.click()) : KEYS[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  }

  function start() {
    const hosts = [...new Set(rows.map((row) => row[HOST]))];
    $("host").append(...hosts.map((it) => element("option", { value: it }, texts[it])));
    const titles = ["result", "host", "task", "time"];
    const head = element("tr", {}, ...titles.map((it) => element("th", { scope: "col" }, it)));
    $("list").replaceChildren(element("table", {}, element("thead", {}, head), body), more);
    $("filters").hidden = false;
    choices.forEach((it) => it.addEventListener("change", filter));
    $("search").addEventListener("input", filter);
    $("host").addEventListener("change", filter);
    document.addEventListener("keydown", key);
    more.addEventListener("click", () => drawMore());
    const near = { rootMargin: "1000px" };
    new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && drawMore(), near).observe(more);
    window.addEventListener("beforeprint", () => drawMore(MOST_PRINTED - drawn));
    filter();
  }

  start();
})();
