'use strict';
// glob: the files whose paths match a pattern.
const { fs, promises, Dirent, invalidArgType, outOfRange, path: checkPath } = native;
const { join, resolve, dirname, basename, isAbsolute, sep } = require('path');

const maxAlternatives = 10_000;
const maxLength = 65_536;
const maxExpanded = 1 << 19; // characters that are looked through for braces

// kindOf is the number that the type of a file has in a Dirent.
const kinds = ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isSocket', 'isCharacterDevice', 'isBlockDevice'];
const kindOf = (entry) => kinds.findIndex((name) => entry[name]()) + 1;

// alternatives are what braces stand for: a{b,c} is ab and ac.
function alternatives(pattern) {
  const all = [];
  const waiting = [pattern];
  let looked = 0;
  while (waiting.length > 0) {
    const next = waiting.pop();
    looked += next.length;
    const found = braces(next);
    if (found === null) all.push(next);
    else for (const item of found.items.reverse()) waiting.push(next.slice(0, found.from) + item + next.slice(found.to));
    if (all.length + waiting.length > maxAlternatives || looked > maxExpanded) throw outOfRange('patterns', `<= ${maxAlternatives} alternatives`, pattern);
  }
  return all;
}

// braces is the first group in braces that is one: the first that is closed, has commas
// of its own or is a range. Each character is looked at once.
function braces(pattern) {
  const open = [];
  let first = null;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '\\') i++;
    else if (c === '{') open.push({ from: i, commas: [i] });
    else if (c === ',') open.at(-1)?.commas.push(i);
    else if (c === '}' && open.length > 0) {
      const { from, commas } = open.pop();
      if (first !== null && first.from < from) continue;
      if (commas.length > 1 || range(pattern.slice(from + 1, i)) !== null) first = { from, to: i + 1, ends: [...commas, i] };
      if (open.length === 0 && first !== null) break;
    }
  }
  if (first === null) return null;
  const items = first.ends.slice(1).map((at, n) => pattern.slice(first.ends[n] + 1, at));
  return { ...first, items: items.length > 1 ? items : range(items[0]) };
}

function range(text) {
  if (text.length > 100 || !text.includes('..')) return null;
  const found = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
  if (found === null || /\d$/.test(found[1]) !== /\d$/.test(found[2])) return null;
  const numeric = /\d$/.test(found[1]);
  const [first, last] = [found[1], found[2]].map((s) => numeric ? Number(s) : s.charCodeAt(0));
  const step = Math.max(1, Math.abs(Number(found[3] ?? 1)));
  if (Math.abs(last - first) / step > maxAlternatives) throw outOfRange('patterns', `<= ${maxAlternatives} alternatives`, text);
  const list = [];
  for (let n = first; first <= last ? n <= last : n >= last; n += first <= last ? step : -step) list.push(numeric ? String(n) : String.fromCharCode(n));
  return list;
}

const classes = {
  __proto__: null, alpha: '\\p{L}\\p{Nl}', digit: '\\p{Nd}', alnum: '\\p{L}\\p{Nl}\\p{Nd}', upper: '\\p{Lu}', lower: '\\p{Ll}', space: '\\s', blank: '\\p{Zs}\\t',
  punct: '\\p{P}', cntrl: '\\p{Cc}', xdigit: 'A-Fa-f0-9', word: '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}',
};
const escaped = (c) => '\\^$.*+?()[]{}|/'.includes(c) ? '\\' + c : c;
const within = (c) => c === '-' ? '\\-' : escaped(c); // a set

// parts is the source of a regular expression for one part of a path, from at to one of
// the characters of until.
function parts(pattern, at, until) {
  let source = '';
  let magic = false;
  while (at < pattern.length && !until.includes(pattern[at])) {
    const c = pattern[at];
    if (c === '\\' && at + 1 < pattern.length) {
      source += escaped(pattern[at + 1]);
      at += 2;
    } else if ('?*+@!'.includes(c) && pattern[at + 1] === '(' && pattern.indexOf(')', at) > 0) {
      const kind = c;
      const options = [];
      at++;
      do {
        const option = parts(pattern, at + 1, '|)');
        options.push(option.source);
        at = option.at;
      } while (pattern[at] === '|');
      at++;
      magic = true;
      if (kind === '!') {
        const rest = parts(pattern, at, until);
        return { source: `${source}(?:(?!(?:${options.join('|')})${rest.source}$)[^/]*?)${rest.source}`, magic, at: rest.at };
      }
      source += `(?:${options.join('|')})${kind === '@' ? '' : kind}`;
    } else if (c === '*') {
      while (pattern[at + 1] === '*') at++; // one says it all
      source += '[^/]*?';
      magic = true;
      at++;
    } else if (c === '?') {
      source += '[^/]';
      magic = true;
      at++;
    } else if (c === '[') {
      const set = bracket(pattern, at);
      source += set === null ? '\\[' : set.source;
      magic ||= set !== null;
      at = set === null ? at + 1 : set.at;
    } else {
      source += escaped(c);
      at++;
    }
  }
  return { source, magic, at };
}

// bracket is a set of characters; null when it is not closed.
function bracket(pattern, from) {
  let at = from + 1;
  let source = '[';
  if (pattern[at] === '!' || pattern[at] === '^') { source += '^/'; at++; }
  for (const start = at; at < pattern.length; at++) {
    const c = pattern[at];
    if (c === ']' && at > start) return { source: source + ']', at: at + 1 };
    const named = c === '[' ? /^\[:(\w+):\]/.exec(pattern.slice(at)) : null;
    if (named !== null && classes[named[1]] !== undefined) {
      source += classes[named[1]];
      at += named[0].length - 1;
    } else if (c === '\\' && at + 1 < pattern.length) {
      source += within(pattern[++at]);
    } else {
      source += c === '-' && at > start && pattern[at + 1] !== ']' ? '-' : within(c);
    }
  }
  return null;
}

const globstar = Symbol('**');

// compiled is one part of a pattern: globstar, a name, or what names are tested with.
function compiled(part) {
  if (part === '**') return globstar;
  const { source, magic } = parts(part, 0, '');
  if (!magic) return part.replace(/\\(.)/g, '$1');
  const hidden = part.startsWith('.') || part.startsWith('\\.') ? '' : '(?!\\.)';
  try {
    const test = new RegExp(`^${hidden}${source}$`, 'u');
    return { test: (name) => test.test(name) };
  } catch {
    return part;
  }
}

function compile(pattern) {
  if (pattern.length > maxLength) throw new TypeError('pattern is too long');
  const windows = sep === '\\';
  return alternatives(windows ? pattern.replaceAll('\\', '/') : pattern).map((text) => {
    const all = text.split('/');
    const list = [];
    for (const part of all) {
      if (part === '' || part === '.') continue;
      if (part === '..' && list.length > 0 && list.at(-1) !== '..' && list.at(-1) !== '**') list.pop();
      else if (part !== '**' || list.at(-1) !== '**') list.push(part);
    }
    const root = isAbsolute(text) ? (windows && /^[a-zA-Z]:$/.test(list[0]) ? list.shift() + '\\' : sep) : '';
    return { root, list: list.map(compiled), directory: all.length > 1 && all.at(-1) === '' };
  });
}

// matches reports whether a path matches the parts of a pattern.
function matches(names, list, i = 0, k = 0) {
  for (; k < list.length; k++, i++) {
    const part = list[k];
    if (part === globstar) {
      for (let to = i; to <= names.length; to++) {
        if (matches(names, list, to, k + 1)) return true;
        if (to < names.length && names[to].startsWith('.')) return false;
      }
      return false;
    }
    if (i >= names.length || !(typeof part === 'string' ? part === names[i] : part.test(names[i]))) return false;
  }
  return i === names.length;
}

function needStrings(name, v, kind) {
  const list = Array.isArray(v) ? v : [v];
  for (let i = 0; i < list.length; i++) {
    if (typeof list[i] !== 'string') throw invalidArgType(Array.isArray(v) ? `${name}[${i}]` : name, list[i], 'string');
  }
  return list;
}

class Glob {
  constructor(patterns, options = {}) {
    if (typeof options !== 'object' || options === null || Array.isArray(options)) throw invalidArgType('options', options, 'object');
    const cwd = options.cwd ?? '.';
    if (typeof cwd !== 'string' && typeof cwd !== 'object') throw invalidArgType('paths[0]', cwd, 'string');
    this.cwd = checkPath(cwd);
    this.typed = Boolean(options.withFileTypes);
    this.follow = Boolean(options.followSymlinks);
    this.patterns = needStrings('patterns', patterns).flatMap(compile);
    this.excludes = this.excluding(options.exclude);
  }
  excluding(exclude) {
    if (exclude === undefined || exclude === null) return () => false;
    if (typeof exclude === 'function') return (path, entry, listed) => exclude(this.typed ? entry : listed ? entry.name : path);
    if (!Array.isArray(exclude)) throw invalidArgType('options.exclude', exclude, ['function', 'string[]']);
    const patterns = needStrings('options.exclude', exclude).flatMap(compile);
    return (path) => {
      const names = path.split(sep).filter((name) => name !== '');
      return patterns.some((p) => (p.root !== '') === isAbsolute(path) && matches(names, p.list));
    };
  }
  // walk asks for what it needs of the file system: [what, path].
  *walk() {
    this.found = new Map();
    for (const pattern of this.patterns) {
      if (pattern.list.length === 0 || pattern.list.every((part) => part === '..')) continue;
      const seen = new Set();
      const waiting = [{ path: pattern.root, at: 0, deep: false, links: [] }];
      while (waiting.length > 0) {
        const next = waiting.shift();
        const key = `${next.at}:${next.deep}:${next.path}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield* this.step(pattern, next, waiting);
      }
    }
  }
  full(path) { return resolve(this.cwd, path); }

  *step(pattern, { path, at, deep, links }, waiting) {
    const part = pattern.list[at];
    const last = at === pattern.list.length - 1;
    if (typeof part === 'string') {
      const next = join(path, part);
      const entry = yield ['lstat', next];
      if (entry === null || this.excludes(next, entry, false)) return;
      if (last) this.add(pattern, next, entry);
      else if (!(deep && entry.isSymbolicLink() && !this.follow)) waiting.push({ path: next, at: at + 1, deep, links });
      return;
    }
    if (part === globstar) {
      if (path !== '') {
        const entry = yield ['stat', path];
        if (entry === null || !entry.isDirectory()) return;
      }
      if (last) {
        const entry = yield ['lstat', path === '' ? '.' : path];
        if (entry !== null && !(path === '' && this.excludes('.', entry, false))) this.add(pattern, path === '' ? '.' : path, entry);
      } else {
        waiting.push({ path, at: at + 1, deep: true, links });
      }
    }
    for (const entry of yield ['readdir', path]) {
      if (part !== globstar ? !part.test(entry.name) : entry.name.startsWith('.')) continue;
      const next = join(path, entry.name);
      if (this.excludes(next, entry, true)) continue;
      const link = entry.isSymbolicLink();
      if (part !== globstar) {
        if (last) this.add(pattern, next, entry);
        else if (entry.isDirectory() || link && (!deep || this.follow)) waiting.push({ path: next, at: at + 1, deep, links });
        continue;
      }
      if (entry.isDirectory()) {
        waiting.push({ path: next, at, deep: true, links });
      } else if (link && this.follow && (yield ['stat', next])?.isDirectory()) {
        const target = yield ['realpath', next];
        if (target !== null && !links.includes(target)) waiting.push({ path: next, at, deep: true, links: [...links, target] });
      } else if (last) {
        this.add(pattern, next, entry);
      }
    }
  }
  add(pattern, path, entry) {
    if (pattern.directory && !entry.isDirectory()) return;
    if (!this.found.has(path)) this.found.set(path, this.typed ? new Dirent(basename(path), kindOf(entry), dirname(path)) : path);
  }
  answer(what, path, value) {
    if (what === 'readdir') return value.map((entry) => new Dirent(entry.name, kindOf(entry), this.full(path)));
    if (what === 'realpath') return value;
    return new Dirent(basename(path), kindOf(value), dirname(path));
  }
  sync() {
    const walk = this.walk();
    for (let asked = walk.next(); !asked.done;) {
      const [what, path] = asked.value;
      let answer = what === 'readdir' ? [] : null;
      try {
        answer = this.answer(what, path, fs[what + 'Sync'](this.full(path), what === 'readdir' ? { withFileTypes: true } : undefined));
      } catch {
        // what cannot be read is not found
      }
      asked = walk.next(answer);
    }
    return [...this.found.values()];
  }
  async async() {
    const walk = this.walk();
    for (let asked = walk.next(); !asked.done;) {
      const [what, path] = asked.value;
      let answer = what === 'readdir' ? [] : null;
      try {
        answer = this.answer(what, path, await promises[what](this.full(path), what === 'readdir' ? { withFileTypes: true } : undefined));
      } catch {
        // what cannot be read is not found
      }
      asked = walk.next(answer);
    }
    return [...this.found.values()];
  }
}

// matchesName is for one file, whose directory counts if the pattern has one.
exports.matchesName = (path, pattern) => {
  const names = (/[\\/]/.test(pattern) ? path : basename(path)).split(sep);
  return compile(pattern).some((p) => matches(names, p.list));
};
exports.globSync = (patterns, options) => new Glob(patterns, options).sync();
exports.glob = (patterns, options, callback) => {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  if (typeof callback !== 'function') throw invalidArgType('cb', callback, 'function');
  new Glob(patterns, options).async().then((found) => process.nextTick(callback, null, found), (err) => process.nextTick(callback, err));
};
exports.promises = {
  glob: (patterns, options) => {
    let found = null;
    return native.generator(async () => {
      found ??= (await new Glob(patterns, options).async()).values();
      return found.next().value ?? null;
    }, async () => {});
  },
};
