// The page works without this file; with it, forms do not leave the page and the screen is live.
"use strict";

const screen_ = document.getElementById("screen");
const trouble = document.getElementById("trouble");
const chat = screen_.dataset.chat;
let shown = "";
let fetching = false;
let again = false;

function toEnd() {
  const log = document.getElementById("log");
  log.scrollTop = log.scrollHeight;
}

// What the person is in the middle of must survive a new screen: words not sent, choices, focus.
function keep() {
  const fields = [...screen_.querySelectorAll("input:not([type=hidden]), select")].map((f) => [f.form.getAttribute("action"), f.name, f.value]);
  const a = document.activeElement;
  const focus = a && a.form ? [a.form.getAttribute("action"), a.name, a.tagName === "BUTTON" ? a.value : null, a.form.elements.message?.value] : null;
  const caret = a && a.tagName === "INPUT" ? [a.selectionStart, a.selectionEnd] : null;
  const log = document.getElementById("log");
  return { fields, focus, caret, top: log.scrollTop, atEnd: log.scrollHeight - log.scrollTop - log.clientHeight < 80 };
}

function find(action, name, value, message) {
  return [...screen_.querySelectorAll("input:not([type=hidden]), select, button")].find((f) => f.form && f.form.getAttribute("action") === action &&
    f.name === name && (value === null ? f.tagName !== "BUTTON" : f.value === value) && f.form.elements.message?.value === message);
}

function restore(kept) {
  for (const [action, name, value] of kept.fields) {
    const f = find(action, name, null, undefined);
    if (f) f.value = value;
  }
  if (kept.focus) {
    const f = find(...kept.focus);
    if (f) {
      f.focus({ preventScroll: true });
      if (kept.caret && f.tagName === "INPUT") f.setSelectionRange(...kept.caret);
    }
  }
  const log = document.getElementById("log");
  if (kept.atEnd) toEnd(); else log.scrollTop = kept.top;
}

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    const res = await fetch("/choi/man-hinh?chat=" + encodeURIComponent(chat));
    if (res.status === 404) { location.href = "/choi"; return; }
    const html = await res.text();
    if (res.ok && html !== shown) {
      const kept = keep();
      shown = html;
      screen_.innerHTML = html; // the template has escaped everything people wrote
      restore(kept);
      for (const img of screen_.querySelectorAll(".log img")) {
        if (kept.atEnd) img.addEventListener("load", toEnd, { once: true });
      }
      if (screen_.querySelector(".note")) setTimeout(refresh, 6200);
    }
  } catch { /* the stream notices that the program has gone, and asks again when it is back */ }
  fetching = false;
  if (again) { again = false; refresh(); }
}

function complain(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

document.addEventListener("submit", async (e) => {
  e.preventDefault();
  const form = e.target;
  const body = new URLSearchParams(new FormData(form, e.submitter));
  const field = form.id === "write" ? form.elements.text : form.elements.name;
  if (field && field.tagName === "INPUT") field.value = "";
  try {
    const res = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { "X-Play": "1" } });
    complain(res.ok ? "" : await res.text());
    if (res.headers.get("X-Go")) location.href = res.headers.get("X-Go");
  } catch { complain("Chương trình không trả lời."); }
  toEnd();
  refresh();
});

document.addEventListener("click", (e) => {
  const copy = e.target.closest("[data-copy]");
  if (copy) navigator.clipboard.writeText(copy.dataset.copy);
});

toEnd();
const stream = new EventSource("/choi/song");
stream.onmessage = refresh;
stream.onopen = () => complain("");
stream.onerror = () => complain("Mất liên lạc với chương trình. Đang nối lại…");
