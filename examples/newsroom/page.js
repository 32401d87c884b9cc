"use strict";
// The page reads well without this, which folds the lists, opens what a link
// leads to, shows beside a quotation who said it and why, and filters by
// speaker. It runs before the articles are there, so it looks for nothing in
// them until something happens.
{
  const all = (selector) => document.querySelectorAll(selector);

  // All groups but the first are folded.
  all(".groups details").forEach((details, i) => { details.open = i === 0; });

  // The filter.
  const filter = document.querySelector(".filter");
  const select = filter.querySelector("select");
  filter.hidden = false;
  select.addEventListener("change", choose);

  function choose() {
    const who = select.value;
    document.body.classList.toggle("filtered", who !== "");
    for (const mark of all("article mark")) mark.classList.toggle("chosen", mark.dataset.speaker === who);
    for (const item of all("[data-credited]")) {
      item.hidden = who !== "" && !item.dataset.credited.split(" ").includes(who);
    }
    let shown = 0;
    for (const article of all("article")) {
      article.hidden = who !== "" && !article.querySelector("mark.chosen");
      document.querySelector(`.contents a[href="#${article.id}"]`).parentElement.hidden = article.hidden;
      if (!article.hidden) shown++;
    }
    filter.querySelector("output").textContent =
      who === "" ? "" : `in ${shown} ${shown === 1 ? "article" : "articles"}`;
    document.querySelector(".index").scrollTop = 0;
  }

  // What a link leads to is opened, and never hidden by the filter.
  function reveal() {
    hide();
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      select.value = "";
      choose();
    }
    const details = target.closest("details");
    if (details) details.open = true;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  }
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", reveal);

  // The card holds the note of the mark that is pointed at, focused or tapped.
  const card = document.createElement("div");
  card.hidden = true;
  card.setAttribute("role", "tooltip");
  document.body.append(card);
  let marked = null;
  let leaving = 0;

  function show(mark) {
    clearTimeout(leaving);
    if (mark === marked) return;
    hide();
    marked = mark;
    mark.classList.add("shown");
    mark.removeAttribute("title"); // the card says more
    card.className = "card " + mark.classList[0]; // the speaker's colour
    card.replaceChildren(...document.getElementById(mark.dataset.note).cloneNode(true).childNodes);
    const link = mark.querySelector("a");
    if (link) {
      const lead = document.createElement("a");
      lead.href = link.hash;
      lead.className = "lead";
      lead.textContent = "All versions →";
      card.append(lead);
    }
    card.hidden = false;
    const lines = mark.getClientRects(), first = lines[0], last = lines[lines.length - 1];
    const { width, height } = card.getBoundingClientRect();
    const below = last.bottom + 6;
    card.style.top = (below + height < innerHeight ? below : Math.max(6, first.top - height - 6)) + "px";
    card.style.left = Math.max(12, Math.min(last.left, document.documentElement.clientWidth - width - 12)) + "px";
  }

  function hide() {
    clearTimeout(leaving);
    if (marked) marked.classList.remove("shown");
    marked = null;
    card.hidden = true;
  }

  const markOf = (event) => event.target.closest?.("mark[data-note]");
  let touch = false;
  addEventListener("pointerdown", (e) => { touch = e.pointerType === "touch"; }, true);
  addEventListener("pointerover", (e) => {
    if (e.pointerType === "touch") return;
    clearTimeout(leaving);
    if (markOf(e)) show(markOf(e));
    else if (!card.contains(e.target)) leaving = setTimeout(hide, 250); // time to reach the card
  });
  addEventListener("focusin", (e) => {
    if (markOf(e) && e.target.matches(":focus-visible")) show(markOf(e));
    else if (!card.contains(e.target)) hide();
  });
  addEventListener("click", (e) => {
    const mark = markOf(e);
    if (mark && touch && mark !== marked) {
      e.preventDefault(); // the first tap explains, the second follows the link
      show(mark);
    } else if (!card.contains(e.target) || e.target.closest("a")) {
      hide();
    }
  }, true);
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  addEventListener("scroll", hide, { passive: true });

  // Paper cannot be unfolded.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...all(".index details:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of unfolded) details.open = false; });
}
