// The screen at a counter and its kiosk. It runs for months on whatever tablet or monitor an office has, so it is written for
// browsers of ten years ago (no arrows, no promises, no fetch; a test holds that), keeps no list that grows, and takes every
// answer that does not come for a network that is away.
(function () {
  'use strict';
  var page = document.getElementById('page');
  if (!page) return;
  var words = JSON.parse(page.getAttribute('data-words'));
  var noQR = page.getAttribute('data-noqr') === '1';
  var byId = function (id) { return document.getElementById(id); };

  // ---- time ----
  // The clock of an old tablet may be wrong and may jump; the other one stands still while the machine sleeps. What has passed is
  // what the faster of them says: a code is taken away too early rather than too late.

  function ticks() { return window.performance && performance.now ? performance.now() : 0; }
  function mark() { return {wall: new Date().getTime(), ticks: ticks()}; }
  function passed(since) { return Math.max(new Date().getTime() - since.wall, ticks() - since.ticks); }

  // ---- asking the server ----

  function encode(fields) {
    var all = [];
    for (var name in fields) {
      if (Object.prototype.hasOwnProperty.call(fields, name)) all.push(encodeURIComponent(name) + '=' + encodeURIComponent(fields[name]));
    }
    return all.join('&');
  }

  // ask sends a question and tells done the status (0 without an answer) and what was answered. It is told once.
  function ask(method, address, fields, patience, done) {
    var x = new XMLHttpRequest();
    var timer = 0;
    var end = function (status, reply) {
      if (!done) return;
      clearTimeout(timer);
      var tell = done;
      done = null;
      tell(status, reply);
    };
    timer = setTimeout(function () { end(0, null); x.abort(); }, patience);
    x.onreadystatechange = function () {
      if (x.readyState !== 4) return;
      var reply = null;
      if (x.status === 200 && fields) {
        try { reply = JSON.parse(x.responseText); } catch (e) { end(0, null); return; }
      }
      end(x.status, reply);
    };
    try {
      x.open(method, address, true);
      x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
      x.send(fields ? encode(fields) : null);
    } catch (e) { end(0, null); }
    return {cancel: function () { done = null; clearTimeout(timer); x.abort(); }};
  }

  function newID() {
    var letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    var bytes = [];
    var i;
    if (window.crypto && crypto.getRandomValues) {
      bytes = new Uint8Array(20);
      crypto.getRandomValues(bytes);
    } else {
      for (i = 0; i < 20; i++) bytes.push(Math.floor(Math.random() * 256));
    }
    var id = '';
    for (i = 0; i < 20; i++) id += letters.charAt(bytes[i] % letters.length);
    return id;
  }

  // ---- the code ----

  var HOLD = 15000; // the server answers within 10 s
  var DAY = 6 * 3600 * 1000; // a screen that stands idle loads itself again so often
  var loaded = mark();
  var heard = mark(); // when the server answered last
  var code = {serial: 0, left: 0, since: null}; // what is on the screen
  var polling = null; // the question under way
  var again = 0; // timer of the next one
  var asked = mark(); // when it was asked
  var fails = 0;
  var ended = false; // the link was revoked

  function poll() {
    clearTimeout(again);
    again = 0;
    if (polling) polling.cancel();
    asked = mark();
    polling = ask('POST', page.getAttribute('data-code'), {serial: code.serial}, HOLD, function (status, reply) {
      polling = null;
      if (status === 200 && reply) told(reply); else refused(status);
    });
  }

  function next(pause) {
    clearTimeout(again);
    again = setTimeout(poll, pause);
  }

  function told(n) {
    fails = 0;
    ended = false;
    heard = mark();
    byId('fresh').innerHTML = '';
    byId('fresh').appendChild(document.createTextNode(words.fresh + ' · ' + n.clock));
    if (n.qr) {
      code = {serial: n.serial, left: n.left * 1000, since: mark()};
      byId('qr').innerHTML = n.qr;
      say('');
    } else if (noQR) {
      say('noqr');
    } else if (n.serial !== code.serial || !code.serial) {
      clear();
      say('waiting');
    }
    ready(true);
    if (renew(n.build)) return;
    // An answer that says nothing new and did not take its time gave way to another machine with the same link.
    var early = !n.qr && passed(asked) < 2000;
    next(n.wait ? Math.min(n.wait, 10) * 1000 : early ? 3000 : 200);
  }

  function refused(status) {
    fails++;
    if (status === 404 || status === 410) {
      ended = true;
      clear();
      say('ended');
      ready(false);
      home();
      next(60000);
      return;
    }
    // One answer may be lost; two, or silence, are a network that is away. A code that may be used up by now must not stay.
    if (fails > 1 || passed(heard) > HOLD) {
      clear();
      say('lost');
      ready(false);
    }
    next(Math.min(1000 * fails, 8000) + Math.random() * 500);
  }

  function clear() {
    code = {serial: 0, left: 0, since: null};
    byId('qr').innerHTML = '';
  }

  // say shows why there is no code; '' when there is one.
  function say(what) {
    if (noQR && what !== 'lost' && what !== 'ended') what = 'noqr';
    page.className = 'page' + (what ? ' waiting' : '');
    if (!what || what === 'noqr' && byId('whyBig').getAttribute('data-what') === null) return;
    byId('whyBig').setAttribute('data-what', what);
    var texts = {lost: [words.lost, words.lostHow], ended: [words.ended, words.endedHow], waiting: [words.waiting, words.waitHow], noqr: [words.noQR, words.noQRHow]}[what];
    write('whyBig', texts[0]);
    write('whyMore', texts[1]);
  }

  function write(id, text) {
    var el = byId(id);
    if (el.textContent !== text) el.textContent = text;
  }

  // renew loads the page again when the program is another one, and from time to time, so that nothing piles up. It happens only
  // while nobody is at the kiosk and the server answers: a page that fails to load cannot come back by itself.
  var renewing = false;
  function renew(build) {
    var age = passed(loaded);
    var wanted = build !== page.getAttribute('data-build') ? age > 60000 : age > DAY;
    if (!wanted || visiting || renewing) return false;
    renewing = true;
    ask('GET', page.getAttribute('data-home'), null, 10000, function (status) {
      renewing = false;
      if (status === 200 && !visiting) location.reload(); else next(5000);
    });
    return true;
  }

  // ---- looking after it ----

  var beat = mark();
  setInterval(function () {
    var gap = passed(beat);
    beat = mark();
    if (gap > 10000) { // the machine has slept: what it shows may have been used up meanwhile
      if (code.serial) { clear(); say('lost'); }
      poll(); // a visitor is sent home by the count of his seconds alone: a slow tablet must not throw him out
    }
    if (code.serial && passed(code.since) > code.left + 20000) { clear(); say('lost'); }
    if (!polling && !again && !renewing) poll();
    if (visiting) countdown();
  }, 1000);

  function awake() {
    if (document.hidden) return;
    stayAwake();
    poll();
  }
  document.addEventListener('visibilitychange', awake);
  window.addEventListener('online', poll);
  window.addEventListener('offline', function () { clear(); say('lost'); ready(false); });

  // stayAwake asks the machine not to dim. Browsers allow it over https only; elsewhere the machine's own settings must.
  var lock = null;
  function stayAwake() {
    if (!navigator.wakeLock || lock) return;
    navigator.wakeLock.request('screen').then(function (l) {
      lock = l;
      l.addEventListener('release', function () { lock = null; });
    }, function () { lock = null; });
  }

  // ---- the kiosk ----

  var visiting = false;
  var here = newID(); // tells this page from another that has the same link
  var session = ''; // key of the visit: it stands nowhere but here
  var idle = 30; // seconds without a touch after which the visit ends
  var touched = mark();
  var since = mark(); // when what is shown was put up
  var sending = null; // what is on its way, with its question
  var begin = byId('begin');
  var visit = byId('visit');
  var place = byId('place');
  var placeText = place.textContent;

  function ready(yes) { if (begin) begin.disabled = !yes; }

  function classOf(el, name, on) {
    var rest = (' ' + el.className + ' ').replace(' ' + name + ' ', ' ');
    el.className = (rest + (on ? name : '')).replace(/^\s+|\s+$/g, '');
  }

  // home ends the visit here at once, whether or not the server can be told: nothing of it may be seen by whoever comes next.
  function home() {
    if (sending && sending.way) sending.way.cancel();
    if (sending) clearTimeout(sending.timer);
    sending = null;
    var left = session;
    session = '';
    visiting = false;
    visit.innerHTML = '';
    write('place', placeText);
    classOf(visit, 'off', true);
    classOf(byId('start'), 'off', false);
    classOf(byId('foot'), 'off', false);
    window.scrollTo(0, 0);
    if (left) leave(left, 5);
  }

  // leave tells the server that a visitor has gone. Where it does not hear, it ends the visit by itself.
  function leave(key, tries) {
    ask('POST', page.getAttribute('data-visit'), {'do': 'leave', session: key, id: newID()}, 10000, function (status) {
      if ((status === 0 || status >= 500) && tries > 1) setTimeout(function () { leave(key, tries - 1); }, 4000);
    });
  }

  function put(html) {
    visit.innerHTML = html;
    classOf(byId('start'), 'off', true);
    classOf(byId('foot'), 'off', true);
    classOf(visit, 'off', false);
    window.scrollTo(0, 0);
    var view = visit.firstChild;
    var step = view && view.getAttribute && view.getAttribute('data-step');
    write('place', step || placeText);
    var h = visit.getElementsByTagName('h1')[0];
    if (h) h.focus();
    since = touched = mark();
    countdown();
  }

  function countdown() {
    var left = Math.ceil(idle - passed(touched) / 1000);
    if (left <= 0) { home(); return; }
    if (byId('left')) {
      var text = (left > 10 ? words.home : words.soon).replace('{n}', left > 10 ? idle : left);
      write('left', text);
      classOf(byId('left'), 'soon', left <= 10);
    }
  }

  // send sends what was tapped until it is answered, under one number, so that it counts once.
  function send(fields) {
    fields.id = newID();
    fields.session = session;
    var mine = sending = {way: null, timer: 0};
    var tries = 0;
    var go = function () {
      tries++;
      mine.way = ask('POST', page.getAttribute('data-visit'), fields, 10000, function (status, reply) {
        if (sending !== mine) return;
        if (status === 200 && reply) { sending = null; show(reply); return; }
        if (status === 404 || status === 410) { home(); poll(); return; }
        if (status >= 400 && status < 500 && status !== 429) { home(); return; }
        if (byId('left')) write('left', words.sending);
        mine.timer = setTimeout(go, Math.min(1000 * tries, 4000));
      });
    };
    go();
  }

  function show(reply) {
    if (!visiting) return;
    if (reply.over) { session = ''; home(); return; }
    if (reply.session) session = reply.session;
    idle = reply.idle || 30;
    put(reply.html);
  }

  if (begin) {
    begin.addEventListener('click', function () {
      if (visiting || ended) return;
      visiting = true;
      session = '';
      idle = 30;
      put('<section class="view"><h1 tabindex="-1"></h1></section>');
      visit.getElementsByTagName('h1')[0].textContent = words.beginning;
      send({'do': 'begin', page: here});
    });
  }

  visit.addEventListener('click', function (e) {
    var b = e.target;
    while (b && b !== visit && !(b.getAttribute && b.getAttribute('data-do'))) b = b.parentNode;
    if (!b || b === visit) return;
    var what = b.getAttribute('data-do');
    if (what === 'home' || what === 'leave') { home(); return; }
    // A hand that trembles taps twice, and the second tap would meet the next question.
    if (sending || passed(since) < 400) return;
    classOf(b, 'pressed', true);
    send({'do': what, question: b.getAttribute('data-question') || '', value: b.getAttribute('data-value') || ''});
  });

  function touch() { touched = mark(); if (visiting) countdown(); }
  var touches = ['touchstart', 'mousedown', 'keydown', 'wheel'];
  for (var i = 0; i < touches.length; i++) document.addEventListener(touches[i], touch, false);
  document.addEventListener('contextmenu', function (e) { e.preventDefault(); });

  // The back button of a tablet leads nowhere else, and what a browser keeps of the page when it is left is empty.
  if (begin && window.history && history.pushState) {
    history.pushState(null, '', location.href);
    window.addEventListener('popstate', function () { history.pushState(null, '', location.href); });
  }
  window.addEventListener('pagehide', function () {
    var left = session;
    session = '';
    if (left && navigator.sendBeacon && window.FormData) {
      var form = new FormData();
      form.append('do', 'leave');
      form.append('session', left);
      form.append('id', newID());
      navigator.sendBeacon(page.getAttribute('data-visit'), form);
    }
    home();
  });
  window.addEventListener('pageshow', function (e) { if (e.persisted) location.reload(); });

  stayAwake();
  poll();
})();
