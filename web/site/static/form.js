// The questions of a survey travel with the page that asks for consent: the next one is shown at once, and what is tapped is
// sent behind it. The service decides all the same: wherever it asks something else than this page, its own question is shown.
'use strict';
window.motcuaForm = function (chat) {
  const log = chat.log;
  const skipped = -1;
  let given = {}; // choices so far, by question
  let shown = null; // the question this page shows before the service has asked it
  let held = null; // the newest question of the service, held back while the page is ahead of it
  let last = ''; // id of the newest thing that was sent

  function questions() {
    const all = log.querySelectorAll('template.form');
    return all.length ? Array.from(all[all.length - 1].content.children) : [];
  }

  function applying() {
    return questions().filter(function (q) {
      return !q.dataset.when || given[q.dataset.when] !== undefined && q.dataset.in.split(' ').indexOf(String(given[q.dataset.when])) >= 0;
    });
  }

  function next() { return applying().find(function (q) { return given[q.dataset.q] === undefined; }); }

  // tap acts on a button of a survey; false leaves it to the service alone.
  function tap(button, byKey) {
    const article = button.closest('article');
    const part = button.value.split(':');
    if (article.matches('.consent') && part[0] === 'y' && article.querySelector('template.form')) {
      given = {};
      send(button);
      go(next(), byKey);
      return true;
    }
    const all = questions();
    if (!article.matches('.question') || !all.some(function (q) { return q.dataset.q === part[2]; })) return false;
    if (article !== shown) given = read(article);
    if (part[0] === 'b') {
      const before = applying();
      const at = before.findIndex(function (q) { return q.dataset.q === part[2]; });
      go(before[Math.max(0, at - 1)], byKey);
      return true;
    }
    if (part[0] === 'g') {
      go(all.find(function (q) { return q.dataset.q === part[2]; }), byKey);
      return true;
    }
    if (part[0] === 'a' || part[0] === 's') {
      given[part[2]] = part[0] === 'a' ? Number(part[3]) : skipped;
      const left = applying().map(function (q) { return q.dataset.q; });
      Object.keys(given).forEach(function (id) { if (left.indexOf(id) < 0) delete given[id]; });
      send(button);
    } else if (part[0] !== 'o') {
      return false;
    }
    go(next(), byKey);
    return true;
  }

  function read(article) {
    const out = {};
    (article.dataset.given || '').split(' ').forEach(function (pair) {
      const at = pair.indexOf('=');
      if (at > 0) out[pair.slice(0, at)] = Number(pair.slice(at + 1));
    });
    return out;
  }

  function send(button) {
    const item = chat.tapped(button);
    last = item.id;
    chat.enqueue(item);
  }

  // go shows a question, or that the answers are on their way.
  function go(q, byKey) {
    const article = q ? drawn(q) : waiting();
    article.classList.add('local');
    if (shown) shown.remove();
    shown = article;
    log.append(article);
    chat.arrived(article, byKey);
  }

  function waiting() {
    const article = document.createElement('article');
    article.className = 'bot';
    article.tabIndex = -1;
    const p = document.createElement('p');
    p.textContent = chat.words.last;
    article.append(p);
    return article;
  }

  function drawn(q) {
    const article = q.cloneNode(true);
    const all = applying();
    const at = all.findIndex(function (other) { return other.dataset.q === q.dataset.q; });
    article.dataset.at = at + 1;
    article.dataset.of = all.length;
    const chosen = given[q.dataset.q];
    article.querySelectorAll('.pick').forEach(function (b) {
      if (Number(b.value.split(':')[3]) === chosen) { b.classList.add('chosen'); b.setAttribute('aria-pressed', 'true'); }
    });
    const passed = all.filter(function (other) { return given[other.dataset.q] !== undefined && other !== q; });
    const form = article.querySelector('form');
    if (passed.length) form.insertBefore(line(passed[passed.length - 1], q), form.querySelector('fieldset'));
    if (at === all.length - 1 && passed.length > 1) {
      const list = document.createElement('details');
      list.className = 'review';
      const head = document.createElement('summary');
      head.textContent = chat.words.review;
      list.append(head);
      passed.forEach(function (other) { list.append(line(other, q)); });
      form.insertBefore(list, form.querySelector('.foot'));
    }
    return article;
  }

  // line says what was answered to a question, and leads back to it.
  function line(q, now) {
    const p = document.createElement('p');
    p.className = 'given';
    const text = document.createElement('span');
    const answer = document.createElement('b');
    answer.textContent = label(q);
    text.append(q.dataset.short + ': ', answer);
    const edit = document.createElement('button');
    edit.className = 'link';
    edit.value = 'g:' + now.dataset.ref + ':' + q.dataset.q;
    edit.textContent = chat.words.edit;
    edit.setAttribute('aria-label', chat.words.edit + ': ' + q.dataset.short);
    p.append(text, edit);
    return p;
  }

  function label(q) {
    const button = Array.from(q.querySelectorAll('.pick')).find(function (b) { return Number(b.value.split(':')[3]) === given[q.dataset.q]; });
    return button ? button.textContent.trim() : chat.words.passed;
  }

  // align has the service be at the question that is seen, before something typed goes there. It returns what that takes.
  function align() {
    if (!shown || !shown.dataset.q) return null;
    const asked = next();
    if (asked && asked.dataset.q === shown.dataset.q) return null;
    return 'g:' + shown.dataset.ref + ':' + shown.dataset.q;
  }

  // hold keeps a question of the service back while the page is ahead of it.
  function hold(article) {
    if (!shown) return false;
    if (!article.matches('.question, .consent')) {
      if (article.matches('article')) held = null; // what the service says after a question has passed it
      return false;
    }
    if (article.matches('.question')) held = article; // consent has been given
    return true;
  }

  // settled hears that the service has answered something. After the newest, what it asks counts.
  function settled(ids) {
    if (!shown || ids.indexOf(last) < 0) return;
    if (held && held.dataset.q === shown.dataset.q) {
      shown.dataset.seq = held.dataset.seq;
      shown.dataset.given = held.dataset.given;
      shown.classList.remove('local');
      shown = held = null;
      return;
    }
    end();
  }

  function end() {
    if (!shown) return;
    const focused = shown.contains(document.activeElement);
    if (held) {
      log.insertBefore(held, shown);
    }
    shown.remove();
    shown = held = null;
    const newest = log.querySelector('article:last-of-type');
    if (newest) chat.arrived(newest, focused);
  }

  return {tap: tap, align: align, hold: hold, settled: settled, failed: end, sent: function (id) { if (shown) last = id; }};
};
