'use strict';
// Makes functions at random of a seed, generators, async functions and async generators,
// whose blocks of try, loops and yields lie within each other, runs them, and prints a line
// of what each has done: node generators.js SEED COUNT.

const fs = require('fs');
const os = require('os');
const path = require('path');

const { seed: begin, random, pick, chance } = require('./random.js');

// The functions that what is made calls.
globalThis.log = [];
globalThis.say = (x) => { if (log.length < 300) log.push(x); };
globalThis.list = (n, how) => ({
  i: 0,
  [Symbol.iterator]() { return this; },
  next() { say('next'); return { value: this.i, done: this.i++ >= n }; },
  ...(how > 0 && { return() { say('return'); if (how === 2) try { try { throw 1; } finally { say('finally'); } } catch {} return {}; } }),
});
globalThis.asyncList = (n, how) => ({
  i: 0,
  [Symbol.asyncIterator]() { return this; },
  async next() { say('next'); return { value: this.i, done: this.i++ >= n }; },
  ...(how > 0 && { async return() { say('return'); if (how === 2) throw 'RETURN'; return {}; } }),
});

let last = 0;
let ending = 0; // finally blocks around: a return that nothing comes of in one replaces an earlier value in goja
let delegates; // that yield* may go over, of each kind
const kinds = { generator: 'function*', asynchronous: 'async function', both: 'async function*' };

function statements(kind, depth, loop, n = 1 + Math.floor(random() * 3)) {
  let text = '';
  while (n-- > 0) text += statement(kind, depth, loop) + ' ';
  return text;
}

function waiting(kind, id) {
  const ways = { y: `say('y' + (yield ${id}));`, w: `say('w' + await ${id});`, r: `await Promise.reject('r${id}');` };
  return ways[kind === 'generator' ? 'y' : kind === 'asynchronous' ? pick('wwr') : pick('yywwr')];
}

function statement(kind, depth, loop) {
  const id = ++last;
  const block = (n) => `{ ${statements(kind, depth - 1, loop, n)} }`;
  const inLoop = () => `{ ${statements(kind, depth - 1, true)} }`;
  const sometimes = (text) => chance(0.5) ? text : `if (log.length % 3 === 0) ${text}`;
  const p = random();
  if (depth <= 0 || p < 0.25) return waiting(kind, id);
  if (p < 0.32) return `say('s${id}');`;
  if (p < 0.38) return sometimes(`throw 't${id}';`);
  if (p < 0.44 && ending === 0) return sometimes(`return 'r${id}';`);
  if (p < 0.50 && loop) return sometimes(pick(['break;', 'continue;']));
  if (p < 0.75) {
    const caught = pick([`catch (e) { say('c${id}' + (e.message ?? e)); ${statements(kind, depth - 1, loop)} }`, `catch ${block()}`, `catch ({ length }) { say(length); ${statements(kind, depth - 1, loop)} }`]);
    ending++;
    const last = `finally { say('f${id}'); ${chance(0.6) ? statements(kind, depth - 1, loop) : ''} }`;
    ending--;
    return `try ${block()} ${pick([caught, last, `${caught} ${last}`])}`;
  }
  const [n, how] = [pick([1, 2, 3]), pick([0, 1, 1, 2])];
  if (p < 0.80 && kind !== 'generator') return `for await (const x of asyncList(${n}, ${how})) ${inLoop()}`;
  if (p < 0.85) return `for (const x of ${chance(0.5) ? `list(${n}, ${how})` : '[1, 2]'}) ${inLoop()}`;
  if (p < 0.90) return `for (let i${id} = 0; i${id} < 2; i${id}++) ${inLoop()}`;
  if (p < 0.95 && delegates[kind]?.length > 0) return `say('d' + (yield* ${pick(delegates[kind])}()));`;
  if (p < 0.97) return `{ const [a, b] = list(3, 1); say(a + b); }`;
  return block();
}

// made is a function, those that it goes over, and what is done with what it returns.
function made(seed) {
  begin(seed);
  delegates = { generator: [], both: [] };
  let text = '';
  const add = (kind, depth) => {
    const name = `f${seed}_${last}`;
    text += `${kinds[kind]} ${name}() { ${statements(kind, depth, false)} }\n`;
    delegates[kind]?.push(name);
    return name;
  };
  for (const kind in delegates) if (chance(0.4)) add(kind, 2);
  const kind = pick(Object.keys(kinds));
  const name = add(kind, 4);
  const asked = Array.from({ length: 3 + Math.floor(random() * 6) }, () => pick(['next', 'next', 'next', 'return', 'throw']));
  return { kind, name, text, asked, atOnce: chance(0.3) };
}

const told = (what, r) => say(`${what} ${r?.value},${r?.done}`);
const failed = (what, err) => say(`${what}! ${err?.message ?? err}`);

async function play({ kind, asked, atOnce }, f) {
  log = [];
  if (kind === 'asynchronous') return f().then((v) => say(`=> ${v}`), (err) => failed('=>', err));
  const g = f();
  const ask = (method, i) => g[method](method + i);
  if (kind === 'both' && atOnce) return Promise.all(asked.map((method, i) => ask(method, i).then((r) => told(method, r), (err) => failed(method, err))));
  for (const [i, method] of asked.entries()) {
    try { told(method, kind === 'both' ? await ask(method, i) : ask(method, i)); } catch (err) { failed(method, err); }
  }
}

(async () => {
  const [first, count] = process.argv.slice(2).map(Number);
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'generators-'));
  const file = path.join(dir, 'made.js'); // what is compiled of a text has no async generators in nodenet
  const all = Array.from({ length: count }, (_, i) => made(first + i));
  fs.writeFileSync(file, `'use strict';\n${all.map((m) => m.text).join('\n')}\nmodule.exports = { ${all.map((m) => m.name)} };\n`);
  const functions = require(file);
  fs.rmSync(dir, { recursive: true });
  for (const m of all) {
    await play(m, functions[m.name]);
    console.log(log.join(' '));
  }
})();
