'use strict';
// Keys out of what a terminal sends: emitKeypressEvents.
const { StringDecoder } = require('string_decoder');
const { setTimeout, clearTimeout } = require('timers');

const escape = '\x1b';
const longestWait = 500; // for what follows an escape character

// names are those of sequences without their modifiers: what xterm, rxvt, putty, Cygwin and the
// consoles of Linux and BSD send.
const names = new Map();
const named = (name, ...codes) => { for (const code of codes) names.set(code, name); };
named('up', 'OA', '[A');
named('down', 'OB', '[B');
named('right', 'OC', '[C');
named('left', 'OD', '[D');
named('clear', 'OE', '[E');
named('end', 'OF', '[F', '[4~', '[8~');
named('home', 'OH', '[H', '[1~', '[7~');
named('insert', '[2~');
named('delete', '[3~');
named('pageup', '[5~', '[[5~');
named('pagedown', '[6~', '[[6~');
named('paste-start', '[200~');
named('paste-end', '[201~');
['P', 'Q', 'R', 'S'].forEach((c, i) => named(`f${i + 1}`, `O${c}`, `[${c}`));
['A', 'B', 'C', 'D', 'E'].forEach((c, i) => named(`f${i + 1}`, `[[${c}`));
[11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].forEach((n, i) => named(`f${i + 1}`, `[${n}~`));

// modified are those of rxvt, which has other sequences for keys with shift or ctrl.
const modified = new Map([['[Z', ['tab', 'shift']]]);
[['a', 'up'], ['b', 'down'], ['c', 'right'], ['d', 'left'], ['e', 'clear']].forEach(([c, name]) => {
  modified.set(`[${c}`, [name, 'shift']);
  modified.set(`O${c}`, [name, 'ctrl']);
});
[[2, 'insert'], [3, 'delete'], [5, 'pageup'], [6, 'pagedown'], [7, 'home'], [8, 'end']].forEach(([n, name]) => {
  modified.set(`[${n}$`, [name, 'shift']);
  modified.set(`[${n}^`, [name, 'ctrl']);
});

// sequenceEnd is where the sequence ends whose first character, O or [, is at a place; 0 when it
// goes on.
function sequenceEnd(text, at) {
  const has = (pattern) => at < text.length && pattern.test(text[at]);
  if (text[at++] === 'O') {
    if (has(/[0-9]/)) at++;
    return at < text.length ? at + 1 : 0;
  }
  if (has(/\[/)) at++;
  for (let n = 0; n < 3 && has(/[0-9]/); n++) at++;
  if (has(/;/)) {
    at++;
    if (has(/[0-9]/)) at++;
  }
  return at < text.length ? at + 1 : 0;
}

// decode finds out what a sequence means.
function decode(sequence, key) {
  let modifier = 0;
  let code = sequence;
  let found;
  if ((found = /^O([0-9])(.)$/s.exec(sequence))) [modifier, code] = [found[1] - 1, `O${found[2]}`];
  else if ((found = /^\[(\d\d?)(?:;(\d))?([~^$])$/.exec(sequence))) [modifier, code] = [(found[2] ?? 1) - 1, `[${found[1]}${found[3]}`];
  else if ((found = /^\[(?:(?:\d;)?(\d))?([A-Za-z])$/.exec(sequence))) [modifier, code] = [(found[1] ?? 1) - 1, `[${found[2]}`];
  key.ctrl = (modifier & 4) !== 0;
  key.meta = (modifier & 10) !== 0;
  key.shift = (modifier & 1) !== 0;
  key.code = code;
  const [name, with_] = modified.get(code) ?? [names.get(code) ?? 'undefined'];
  key.name = name;
  if (with_) key[with_] = true;
}

const plain = { '\r': 'return', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\x7f': 'backspace', [escape]: 'escape', ' ': 'space' };

// next takes a key from the beginning of a text: [key, the text of it, its length], or nothing if
// more has to come. With final nothing more will.
function next(text, final) {
  let at = 0;
  const key = { sequence: null, name: undefined, ctrl: false, meta: false, shift: false };
  while (at < 2 && text[at] === escape) at++;
  const escaped = at > 0;
  if (escaped && at >= text.length) {
    if (!final) return undefined;
    at--;
  }
  if (escaped && text[at] !== escape && (text[at] === 'O' || text[at] === '[')) {
    const end = sequenceEnd(text, at);
    if (end === 0) return undefined;
    decode(text.slice(at, end), key);
    key.sequence = text.slice(0, end);
    return [key, undefined, end];
  }
  const character = String.fromCodePoint(text.codePointAt(at));
  if (plain[character] !== undefined) {
    key.name = plain[character];
    key.meta = escaped || character === escape;
  } else if (!escaped && character <= '\x1a') {
    key.name = String.fromCharCode(character.charCodeAt(0) + 96);
    key.ctrl = true;
  } else {
    if (/^[0-9A-Za-z]$/.test(character)) {
      key.name = character.toLowerCase();
      key.shift = /^[A-Z]$/.test(character);
    }
    key.meta = escaped;
  }
  const end = at + character.length;
  key.sequence = text.slice(0, end);
  return [key, escaped || key.name === 'escape' ? undefined : character, end];
}

const attached = new WeakSet();

function emitKeypressEvents(stream, iface = {}) {
  if (attached.has(stream)) return;
  attached.add(stream);
  const decoder = new StringDecoder('utf8');
  let waiting = '';
  let timer;

  function take(final) {
    while (waiting !== '') {
      const found = next(waiting, final);
      if (!found && final) {
        waiting = ''; // the beginning of a sequence that nobody has ended
        return;
      }
      if (!found) {
        timer = setTimeout(() => take(true), iface.escapeCodeTimeout ?? longestWait);
        return;
      }
      const [key, character, length] = found;
      waiting = waiting.slice(length);
      iface.isCompletionEnabled = waiting === '';
      try {
        stream.emit('keypress', character, key);
      } catch (err) {
        waiting = '';
        iface.isCompletionEnabled = true;
        throw err;
      }
      iface.isCompletionEnabled = true;
    }
  }
  function data(input) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', data);
      stream.on('newListener', added);
      return;
    }
    clearTimeout(timer);
    waiting += decoder.write(typeof input === 'string' ? Buffer.from(input) : input);
    take(false);
  }
  function added(name) {
    if (name !== 'keypress') return;
    stream.on('data', data);
    stream.removeListener('newListener', added);
  }
  if (stream.listenerCount('keypress') > 0) stream.on('data', data);
  else stream.on('newListener', added);
}

Object.assign(exports, { emitKeypressEvents });
