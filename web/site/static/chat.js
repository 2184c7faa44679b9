// The chat page works without this file; with it nothing has to be reloaded, and what is sent while the
// network is away goes out later, under the same event id, so that it is never counted twice.
'use strict';
(function () {
  const log = document.getElementById('log');
  if (!log) return;
  const words = JSON.parse(log.dataset.words);
  const net = document.getElementById('net');
  const say = document.getElementById('say');
  const field = document.getElementById('text');
  const storeKey = 'motcua.';
  const storeLife = 24 * 3600 * 1000; // what could not be sent within a day is not sent any more
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  // ---- what has arrived ----

  let last = Number(log.dataset.after); // sequence number of the newest message shown
  let pressed = null; // tap made with the keyboard: where the focus has to follow
  let form = null; // the survey that is filled in ahead of the service

  function take(html) {
    const box = document.createElement('template');
    box.innerHTML = html;
    let newest = last;
    let first = null;
    const echoes = [];
    for (const el of Array.from(box.content.children)) {
      const seq = Number(el.dataset.seq);
      if (!(seq > last)) continue;
      newest = Math.max(newest, seq);
      if (el.dataset.echo) {
        echoes.push(el.dataset.echo);
        if (settle(el)) continue;
      }
      if (form && form.hold(el)) continue;
      log.insertBefore(el, log.querySelector('.me.wait, .local'));
      if (el.matches('article') && !first) first = el;
    }
    last = newest;
    if (form) form.settled(echoes);
    if (!first) return echoes.length > 0;
    const empty = document.getElementById('empty');
    if (empty) empty.remove();
    if (net.textContent === words.starting) tell('');
    if (log.querySelector('.local')) return true; // what is being answered stays where it is
    follow(first);
    mode();
    show();
    return true;
  }

  // again forgets what was shown: the service knows less than this page, since its database was put back to an earlier day.
  function again() {
    last = 0;
    if (form) form.failed();
    Array.from(log.children).forEach(function (el) { if (!el.matches('.me.wait')) el.remove(); });
  }

  // The service's own record of a line becomes one with the line shown at once: a screen reader has said it already. It may differ,
  // since personal numbers are masked in it.
  function settle(el) {
    const id = el.dataset.echo;
    const item = flying && flying.find(function (i) { return i.id === id; });
    if (item) item.arrived = true; else forget(id);
    const shown = bubble(id);
    if (!shown) {
      // A line put in above the question that is being answered would push it away from under the finger.
      const held = el.nextElementSibling && el.nextElementSibling.matches('.question');
      return (held || el.matches('.quiet')) && !!document.querySelector('.local');
    }
    shown.dataset.seq = el.dataset.seq;
    shown.dataset.echo = id;
    shown.className = el.className;
    if (said(shown) !== said(el)) shown.replaceChildren.apply(shown, Array.from(el.childNodes));
    const small = shown.querySelector('small');
    if (small) small.remove();
    log.insertBefore(shown, log.querySelector('.me.wait, .local'));
    return true;
  }

  function said(p) { return Array.from(p.childNodes).filter(function (n) { return n.nodeType === 3; }).map(function (n) { return n.data; }).join(''); }

  function bubble(id) {
    return Array.from(log.querySelectorAll('.me[data-id]')).find(function (p) { return p.dataset.id === id; });
  }

  // Whoever taps with the keyboard or a screen reader is taken to the answer; nobody is taken out of the
  // text field.
  function follow(message) {
    if (!pressed) return;
    const here = document.activeElement;
    if (here === pressed || here === document.body || (here && !here.offsetParent)) message.focus({preventScroll: true});
    pressed = null;
  }

  // mode follows the newest message: whether a tap is meant, and how far a survey has come.
  function mode() {
    const all = log.querySelectorAll('article');
    const newest = all[all.length - 1];
    const chosen = newest && newest.querySelector('.pick, .choose');
    document.body.classList.toggle('asking', !!chosen);
    if (!chosen || document.activeElement !== field) document.body.classList.remove('typing');
    const place = document.getElementById('place');
    const steps = document.getElementById('steps');
    if (!place || !steps || !newest) return;
    const at = newest.dataset.at;
    if (Number(at)) {
      place.textContent = words.step.replace('%d', at).replace('%d', newest.dataset.of) + (newest.dataset.where ? ' · ' + newest.dataset.where : '');
      steps.max = newest.dataset.of;
      steps.value = at - 1;
    } else if (newest.matches('.receipt')) {
      place.textContent = words.sent;
      steps.value = steps.max;
    } else if (!newest.matches('.consent')) {
      place.textContent = words.place;
      steps.value = 0;
    }
    log.querySelectorAll('.copy[hidden]').forEach(function (b) { b.hidden = false; });
  }

  // show brings the newest exchange into view: its end, but never at the price of the answer's beginning.
  function show(at) {
    const mine = log.querySelectorAll('.me');
    const said = mine.length ? mine[mine.length - 1] : null;
    const answer = said ? said.nextElementSibling || said : log.lastElementChild;
    if (!answer) return;
    const step = log.lastElementChild;
    if (step.matches('.question, .consent')) {
      scrollTo({top: step.getBoundingClientRect().top + scrollY - covered('.top') - 8, behavior: 'auto'});
      return;
    }
    const end = log.getBoundingClientRect().bottom + scrollY - innerHeight + covered('.bar') + 12;
    const top = answer.getBoundingClientRect().top + scrollY - covered('.top') - 12;
    scrollTo({top: Math.min(end, top), behavior: at || calm ? 'auto' : 'smooth'});
  }

  // covered is how much of the window a bar that stays in place takes.
  function covered(selector) {
    const bar = document.querySelector(selector);
    return bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  }

  // ---- the way here: a stream, or asking again and again ----

  let source = null;
  let fails = 0;
  let heard = Date.now(); // when the server was last heard of
  let polling = 0;

  function address(path) { return path + (path.indexOf('?') < 0 ? '?' : '&') + 'after=' + last; }

  function connect() {
    if (!window.EventSource) { poll(); return; }
    if (source) source.close();
    const es = source = new EventSource(address(log.dataset.events));
    es.onopen = function () { fails = 0; alive(); };
    es.addEventListener('m', function (e) { alive(); take(e.data); });
    es.addEventListener('h', alive);
    es.addEventListener('r', again);
    es.addEventListener('q', function () { es.close(); source = null; poll(); });
    es.onerror = function () {
      fails++;
      unsure();
      if (fails >= 3) { es.close(); source = null; poll(); return; }
      if (es.readyState === 2) setTimeout(function () { if (source === es) connect(); }, 2000 * fails);
    };
  }

  async function once() {
    const answer = await timed(address(log.dataset.again), {}, 10000);
    if (!answer.ok) throw new Error(answer.status);
    if (answer.headers.get('Motcua-Again')) again();
    const news = take(await answer.text());
    alive();
    return news;
  }

  // After a minute of polling the stream gets another chance.
  function poll() {
    if (polling) return;
    let rounds = 15;
    const round = async function () {
      try {
        await once();
        rounds--;
      } catch (e) {
        unsure();
      }
      if (rounds > 0 || !window.EventSource) {
        polling = setTimeout(round, 4000);
      } else {
        polling = 0;
        fails = 2;
        connect();
      }
    };
    polling = setTimeout(round, 0);
  }

  // A stream that a proxy holds back looks open and says nothing: asking once tells.
  function doubt() {
    const then = last;
    setTimeout(async function () {
      if (polling || last !== then) return;
      try {
        if (await once() && source) { source.close(); source = null; poll(); }
      } catch (e) { unsure(); }
    }, 3000);
  }

  setInterval(function () {
    if (!polling && !document.hidden && Date.now() - heard > 50000) { unsure(); connect(); }
  }, 10000);
  // A page that nobody sees holds no stream: a browser has six for all its pages.
  let away = 0;
  document.addEventListener('visibilitychange', function () {
    clearTimeout(away);
    if (document.hidden) {
      away = setTimeout(function () { if (source) { source.close(); source = null; } }, 20000);
    } else if (!polling && (!source || Date.now() - heard > 25000)) {
      connect();
    }
  });

  // ---- the line about the connection ----

  let worry = 0;
  let lost = false;

  function alive() {
    heard = Date.now();
    clearTimeout(worry);
    worry = 0;
    if (lost) { lost = false; tell(words.online); setTimeout(function () { if (net.textContent === words.online) tell(''); }, 4000); }
  }

  function unsure() {
    if (!worry) worry = setTimeout(function () { lost = true; tell(words.offline); }, 2500);
  }

  function tell(text) { if (net.textContent !== text) net.textContent = text; }

  // ---- what is to be sent ----

  let queue = [];
  let flying = null; // what is on its way
  let hurry = null; // ends the pause before the next attempt
  let stuck = false; // the last attempt failed, everything behind it waits

  function newID() {
    const b = crypto.getRandomValues(new Uint8Array(12));
    return btoa(String.fromCharCode.apply(null, b)).replace(/\+/g, '-').replace(/\//g, '_');
  }

  // What waits is kept beyond the page: a tap made without a network goes out when the citizen comes back.
  function keep(item) {
    try { localStorage.setItem(storeKey + item.id, JSON.stringify(item)); } catch (e) { /* then it lives as long as the page */ }
  }

  function forget(id) {
    queue = queue.filter(function (i) { return i.id !== id; });
    try { localStorage.removeItem(storeKey + id); } catch (e) { /* nothing was kept */ }
  }

  function kept() {
    const all = [];
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i);
        if (key.indexOf(storeKey) === 0) all.push(JSON.parse(localStorage.getItem(key)));
      }
    } catch (e) { /* nothing was kept */ }
    return all.sort(function (a, b) { return a.at - b.at; });
  }

  let count = 0;

  function enqueue(item) {
    item.at = Date.now() + ++count / 1000;
    queue.push(item);
    keep(item);
    draw(item);
    if (stuck) note(item, 'wait', words.again);
    if (item.shown) show();
    pump();
  }

  function draw(item) {
    if (!item.shown) return;
    const p = document.createElement('p');
    p.className = 'me wait';
    p.dataset.id = item.id;
    const who = document.createElement('span');
    who.className = 'sr';
    who.textContent = words.me + ' ';
    p.append(who, item.shown);
    log.append(p);
  }

  // note writes under a line how it is with it.
  function note(item, state, text) {
    const p = bubble(item.id);
    if (!p) { if (text && text !== words.sending) tell(text); return; }
    p.classList.toggle('wait', state === 'wait');
    p.classList.toggle('slow', state === 'wait');
    p.classList.toggle('bad', state === 'bad');
    let small = p.querySelector('small');
    if (!text) { if (small) small.remove(); return; }
    const inView = p.getBoundingClientRect().top < innerHeight;
    if (!small) p.append(small = document.createElement('small'));
    small.textContent = text;
    if (inView) p.scrollIntoView({block: 'nearest', behavior: 'auto'}); // it has grown
  }

  async function pump() {
    if (flying) return;
    for (let tries = 0; queue.length;) {
      flying = together();
      const head = flying[0];
      const slow = setTimeout(function () { note(head, 'wait', tries ? words.again : words.sending); }, tries ? 0 : 700);
      const verdict = await post(flying);
      clearTimeout(slow);
      const left = flying.slice(verdict.taken).filter(function (i) { return !i.arrived; });
      flying.forEach(function (i) { if (left.indexOf(i) < 0) { forget(i.id); note(i, 'sent', ''); } });
      if (verdict.again && left.length && !(verdict.broken && tries >= 6)) {
        stuck = true;
        queue.forEach(function (i) { note(i, 'wait', words.again); });
        await pause(Math.max(verdict.after, Math.min(30, Math.pow(2, tries++))) * 1000 * (0.8 + 0.4 * Math.random()));
        continue;
      }
      tries = 0;
      stuck = false;
      if (net.textContent === words.again) tell('');
      if (!left.length) {
        if (verdict.page && move(flying[flying.length - 1], verdict.page)) return;
        doubt();
      } else {
        refuse(left[0], verdict.text);
      }
    }
    flying = null;
  }

  // together is what goes out at once. A scanned code goes alone: it may lead to another page.
  function together() {
    const end = queue.findIndex(function (i) { return i.kind === 'start'; });
    return queue.slice(0, end < 0 ? 12 : Math.max(1, Math.min(end, 12)));
  }

  // refuse says that something is not taken in. Answers behind a survey that was not begun go with it.
  function refuse(item, text) {
    forget(item.id);
    note(item, 'bad', words.refused + ' ' + text);
    if (!item.shown && form) {
      queue.filter(function (i) { return !i.shown; }).forEach(function (i) { forget(i.id); });
      form.failed();
    }
  }

  // A scanned code tells its unit only once it is taken. The conversation then goes on, also after a reload, on the page of that
  // unit; what is still to be sent is kept and goes out from there.
  function move(item, page) {
    const moves = item.kind !== 'tap' && item.unit === unitOf() && page !== location.pathname && !log.dataset.home;
    if (moves) location.replace(page + '#moi');
    return moves;
  }

  function unitOf() { return say ? value(say, 'unit') : ''; }

  async function post(items) {
    const form = new FormData();
    for (const item of items) for (const k of ['id', 'kind', 'unit', 'text', 'data', 'label', 'start']) form.append(k, item[k] || '');
    try {
      const answer = await timed('/chat/send', {method: 'POST', body: form, credentials: 'same-origin'}, 15000);
      if (answer.ok) return {taken: items.length, page: answer.headers.get('Content-Location')};
      const after = Number(answer.headers.get('Retry-After')) || 0;
      // A long pause is no hiccup: what it is about is said, and nothing behind it waits.
      const again = answer.status === 429 && after <= 60 || answer.status >= 500;
      return {again: again, broken: answer.status === 500, after: after, taken: Number(answer.headers.get('Motcua-Taken')) || 0,
        text: await answer.text()};
    } catch (e) {
      return {again: true, after: 0, taken: 0, text: ''};
    }
  }

  function timed(url, options, ms) {
    const stop = new AbortController();
    const t = setTimeout(function () { stop.abort(); }, ms);
    options.signal = stop.signal;
    options.headers = {Accept: '*/*'};
    const done = function () { clearTimeout(t); };
    const answer = fetch(url, options);
    answer.then(done, done);
    return answer;
  }

  function pause(ms) {
    return new Promise(function (done) {
      const t = setTimeout(done, ms);
      hurry = function () { clearTimeout(t); done(); };
    });
  }

  window.addEventListener('online', function () {
    if (hurry) hurry();
    if (!polling) connect();
  });

  // ---- what is typed and tapped ----

  function value(form, name) { return form.querySelector('[name="' + name + '"]').value; }

  let latest = {};

  log.addEventListener('click', function (e) {
    const button = e.target.closest('.taps button');
    if (!button) return;
    e.preventDefault();
    if (latest.data === button.value && Date.now() - latest.at < 700) return; // a finger that slipped
    latest = {data: button.value, at: Date.now()};
    pressed = e.detail === 0 ? button : null; // no pointer: a key or a screen reader
    if (form && form.tap(button, !!pressed)) {
      pressed = null;
      if (log.dataset.home) leave();
      return;
    }
    button.classList.add('chosen');
    setTimeout(function () { button.classList.remove('chosen'); }, 1500);
    const item = tapped(button);
    item.shown = item.label;
    enqueue(item);
    if (log.dataset.home) leave();
  });

  // tapped is what a button says to the service.
  function tapped(button) {
    const start = button.form.querySelector('[name="start"]');
    const unit = button.form.querySelector('[name="unit"]');
    return {id: newID(), kind: 'tap', unit: unit ? unit.value : unitOf(), data: button.value, label: button.textContent.trim(), start: start ? start.value : ''};
  }

  // leave takes what a QR said out of the address: it has been sent, and a reload must not bring it back.
  function leave() {
    history.replaceState(null, '', log.dataset.home);
    delete log.dataset.home;
  }

  log.addEventListener('click', function (e) {
    const type = e.target.closest('.type');
    const copy = e.target.closest('.copy');
    if (type && say) {
      e.preventDefault();
      document.body.classList.add('typing');
      field.focus();
    }
    if (copy) copied(copy);
  });

  // copied puts a receipt code on the clipboard; without HTTPS there is only the old way.
  async function copied(button) {
    try {
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(button.dataset.copy);
      } else {
        getSelection().selectAllChildren(document.getElementById('ma'));
        document.execCommand('copy');
      }
      tell(words.copied);
      setTimeout(function () { if (net.textContent === words.copied) tell(''); }, 4000);
    } catch (e) { getSelection().selectAllChildren(document.getElementById('ma')); }
  }

  if (say) {
    const submit = function (e) {
      e.preventDefault();
      const text = field.value.trim();
      const first = form && text ? form.align() : null;
      if (first) enqueue({id: newID(), kind: 'tap', unit: unitOf(), data: first});
      if (text) {
        const item = {id: newID(), kind: 'text', unit: unitOf(), text: text, shown: text};
        if (form) form.sent(item.id);
        enqueue(item);
      }
      field.value = '';
      grow();
    };
    const grow = function () {
      if (!field.value.trim()) field.value = ''; // the line break of an Enter some keyboards send after all
      if (CSS.supports('field-sizing', 'content')) return;
      field.style.height = 'auto';
      field.style.height = field.scrollHeight + 4 + 'px';
    };
    say.addEventListener('submit', submit);
    field.addEventListener('input', grow);
    field.addEventListener('keydown', function (e) {
      // While an input method is composing a Vietnamese letter, Enter belongs to it.
      if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) submit(e);
    });
  }

  // A scanned code, or a procedure the address names, begins by itself. Its event is kept like any other before the address changes, so a
  // reload neither loses nor repeats it.
  function begin() {
    const start = document.getElementById('start');
    if (!start) return;
    // It was tapped before a reload and is still on its way.
    if (queue.some(function (i) { return i.kind === 'start' && i.text === value(start, 'text'); })) { start.remove(); return; }
    const go = function () {
      const item = {id: newID()};
      for (const field of start.querySelectorAll('[name]')) if (field.name !== 'id') item[field.name] = field.value;
      item.shown = item.label;
      start.remove();
      if (item.kind === 'start') tell(words.starting);
      enqueue(item);
      history.replaceState(null, '', start.dataset.home);
    };
    // What is used up by its use waits for a tap.
    if ('tap' in start.dataset) {
      start.addEventListener('submit', function (e) { e.preventDefault(); go(); }, {once: true});
      return;
    }
    // Only before somebody's eyes: a page that is fetched ahead, previewed or opened in the background begins nothing.
    const seen = function () {
      if (!document.hidden) { go(); return; }
      document.addEventListener('visibilitychange', seen, {once: true});
    };
    if (document.prerendering) document.addEventListener('prerenderingchange', seen, {once: true}); else seen();
  }

  const digest = document.getElementById('digest');
  if (digest) digest.addEventListener('submit', async function (e) {
    e.preventDefault();
    const button = digest.querySelector('button');
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    tell(words.working);
    try {
      const answer = await timed(digest.action, {method: 'POST', credentials: 'same-origin'}, 60000);
      tell(await answer.text());
    } catch (err) {
      tell(words.refused);
    }
    button.removeAttribute('aria-disabled');
  });

  function restore() {
    const there = Array.from(log.querySelectorAll('[data-echo]')).map(function (p) { return p.dataset.echo; });
    kept().forEach(function (i) {
      if (there.indexOf(i.id) >= 0 || Date.now() - i.at > storeLife) forget(i.id); else queue.push(i);
    });
    queue.forEach(function (i) { if (i.unit === unitOf()) draw(i); });
  }

  words.place = (document.getElementById('place') || {}).textContent;
  if (say && window.motcuaForm) {
    form = window.motcuaForm({
      log: log, words: words, enqueue: enqueue, tapped: tapped,
      arrived: function (article, focus) {
        mode();
        show();
        if (focus) article.focus({preventScroll: true});
      },
    });
  }
  if (say) {
    restore();
    begin();
    pump();
  }
  connect();
  mode();
  if (last > 0 || queue.length || document.body.matches('.asking')) show(true);
})();
