// The chat page works without this file; with it nothing has to be reloaded, and what is sent while the
// network is away goes out later, under the same event id, so that it is never counted twice.
'use strict';
(function () {
  const log = document.getElementById('log');
  if (!log) return;
  const words = JSON.parse(log.dataset.words);
  const net = document.getElementById('net');
  const say = document.getElementById('say');
  const storeKey = 'motcua';
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  // ---- what has arrived ----

  let last = Number(log.dataset.after); // sequence number of the newest message shown
  let pressed = null; // tap made with the keyboard: where the focus has to follow

  function take(html) {
    const box = document.createElement('template');
    box.innerHTML = html;
    let newest = last;
    let first = null;
    for (const el of Array.from(box.content.children)) {
      const seq = Number(el.dataset.seq);
      if (!(seq > last)) continue;
      newest = Math.max(newest, seq);
      if (el.dataset.echo) settle(el.dataset.echo);
      log.insertBefore(el, log.querySelector('.me.wait'));
      if (el.matches('article') && !first) first = el;
    }
    last = newest;
    if (!first) return false;
    const empty = document.getElementById('empty');
    if (empty) empty.remove();
    if (net.textContent === words.starting) tell('');
    follow(first);
    show();
    return true;
  }

  // The server's own record of a line takes the place of the one shown at once.
  function settle(id) {
    const shown = bubble(id);
    if (shown) shown.remove();
    if (inFlight && inFlight.id === id) inFlight.arrived = true; else forget(id);
  }

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

  // show brings the newest exchange into view: its end, but never at the price of the answer's beginning.
  function show(at) {
    const mine = log.querySelectorAll('.me');
    const said = mine.length ? mine[mine.length - 1] : null;
    const answer = said ? said.nextElementSibling || said : log.lastElementChild;
    if (!answer) return;
    const end = log.getBoundingClientRect().bottom + scrollY - innerHeight + covered('.bar') + 12;
    const top = answer.getBoundingClientRect().top + scrollY - covered('.demo') - 12;
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
    if (!polling && Date.now() - heard > 50000) { unsure(); connect(); }
  }, 10000);
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden && !polling && Date.now() - heard > 25000) connect();
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
  let inFlight = null;
  let hurry = null; // ends the pause before the next attempt
  let stuck = false; // the last attempt failed, everything behind it waits

  function newID() {
    const b = crypto.getRandomValues(new Uint8Array(12));
    return btoa(String.fromCharCode.apply(null, b)).replace(/\+/g, '-').replace(/\//g, '_');
  }

  function keep() {
    try { sessionStorage.setItem(storeKey, JSON.stringify(queue)); } catch (e) { /* then it lives as long as the page */ }
  }

  function forget(id) {
    queue = queue.filter(function (i) { return i.id !== id; });
    keep();
  }

  function enqueue(item) {
    queue.push(item);
    keep();
    draw(item);
    if (stuck) note(item, 'wait', words.again);
    show();
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
    if (!p) { if (text) tell(text); return; }
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
    if (inFlight) return;
    for (let tries = 0; queue.length;) {
      const item = inFlight = queue[0];
      const slow = setTimeout(function () { note(item, 'wait', tries ? words.again : words.sending); }, tries ? 0 : 700);
      const verdict = await post(item);
      clearTimeout(slow);
      if (verdict.again && !item.arrived && !(verdict.broken && tries >= 6)) {
        stuck = true;
        queue.forEach(function (i) { note(i, 'wait', words.again); });
        await pause(Math.max(verdict.after, Math.min(30, Math.pow(2, tries++))) * 1000 * (0.8 + 0.4 * Math.random()));
        continue;
      }
      tries = 0;
      stuck = false;
      forget(item.id);
      if (verdict.page && move(item, verdict.page)) return;
      if (verdict.ok || item.arrived) { note(item, 'sent', ''); doubt(); } else { note(item, 'bad', words.refused + ' ' + verdict.text); }
    }
    inFlight = null;
  }

  // A scanned code tells its unit only once it is taken. The conversation then goes on, also after a reload, on the page of that
  // unit; what is still to be sent is kept and goes out from there.
  function move(item, page) {
    const moves = item.kind === 'start' && page !== home();
    if (moves) location.replace(page + '#moi');
    return moves;
  }

  function home() { return location.pathname + location.search; }

  async function post(item) {
    const form = new FormData();
    for (const k of ['id', 'kind', 'unit', 'text', 'data', 'label']) if (item[k]) form.append(k, item[k]);
    try {
      const answer = await timed('/chat/send', {method: 'POST', body: form, credentials: 'same-origin'}, 15000);
      if (answer.ok) return {ok: true, page: answer.headers.get('Content-Location')};
      const after = Number(answer.headers.get('Retry-After')) || 0;
      // A long pause is no hiccup: what it is about is said, and nothing behind it waits.
      const again = answer.status === 429 && after <= 60 || answer.status >= 500;
      return {again: again, broken: answer.status === 500, after: after,
        text: await answer.text()};
    } catch (e) {
      return {again: true, after: 0, text: ''};
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
    button.classList.add('chosen');
    setTimeout(function () { button.classList.remove('chosen'); }, 1500);
    pressed = e.detail === 0 ? button : null; // no pointer: a key or a screen reader
    const label = button.textContent.trim();
    enqueue({id: newID(), kind: 'tap', unit: value(button.form, 'unit'), data: button.value, label: label, shown: label});
  });

  if (say) {
    const field = document.getElementById('text');
    const submit = function (e) {
      e.preventDefault();
      const text = field.value.trim();
      if (text) enqueue({id: newID(), kind: 'text', unit: value(say, 'unit'), text: text, shown: text});
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
    try { queue = JSON.parse(sessionStorage.getItem(storeKey)) || []; } catch (e) { queue = []; }
    const there = Array.from(log.querySelectorAll('[data-echo]')).map(function (p) { return p.dataset.echo; });
    queue = queue.filter(function (i) { return there.indexOf(i.id) < 0; });
    keep();
    queue.forEach(draw);
  }

  if (say) {
    restore();
    begin();
    pump();
  }
  connect();
  if (last > 0 || queue.length) show(true);
})();
