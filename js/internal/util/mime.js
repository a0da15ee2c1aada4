'use strict';
// MIMEType and MIMEParams, by the standard "MIME Sniffing".
const { invalid } = native;

const space = ' \t\r\n';
const notToken = /[^!#$%&'*+\-.^_`|~A-Za-z0-9]/;
const notValue = /[^\t\x20-\x7e\x80-\xff]/;

// lower is the text with its ASCII letters small.
const lower = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function trimEnd(text) {
  let end = text.length;
  while (end > 0 && space.includes(text[end - 1])) end--;
  return text.slice(0, end);
}

function skipSpace(text, at) {
  while (at < text.length && space.includes(text[at])) at++;
  return at;
}

function find(text, character, from) {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

// need throws unless part is a token.
function need(what, part, whole) {
  const at = part.search(notToken);
  if (part === '' || at >= 0) throw invalid(what, whole, at);
}

function split(text) {
  const start = skipSpace(text, 0);
  const slash = text.indexOf('/', start);
  const type = text.slice(start, slash < 0 ? undefined : slash);
  const wrong = type.search(notToken);
  if (type === '' || slash < 0 || wrong >= 0) throw invalid('type', text, wrong);
  const end = find(text, ';', slash);
  const subtype = trimEnd(text.slice(slash + 1, end));
  need('subtype', subtype, text);
  return [lower(type), lower(subtype), end];
}

// quoted reads a value in quotes, from behind the first one.
function quoted(text, at) {
  let value = '';
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] === '\\' && at + 1 < text.length) at++;
    value += text[at];
  }
  return [value, at];
}

class MIMEParams {
  #data = new Map();
  static #of(params) {
    if (!(#data in params)) throw new TypeError('Receiver must be an instance of class MIMEParams');
    return params.#data;
  }
  delete(name) { MIMEParams.#of(this).delete(lower(`${name}`)); }
  get(name) {
    const value = MIMEParams.#of(this).get(lower(`${name}`));
    return value === undefined ? null : value;
  }
  has(name) { return MIMEParams.#of(this).has(lower(`${name}`)); }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    need('parameter name', name, name);
    const at = value.search(notValue);
    if (at >= 0) throw invalid('parameter value', value, at);
    MIMEParams.#of(this).set(lower(name), value);
  }
  *entries() { yield* MIMEParams.#of(this).entries(); }
  *keys() { yield* MIMEParams.#of(this).keys(); }
  *values() { yield* MIMEParams.#of(this).values(); }
  toString() {
    let text = '';
    for (const [name, value] of MIMEParams.#of(this)) {
      text += `${text && ';'}${name}=`;
      text += value !== '' && !notToken.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
    }
    return text;
  }
  // read takes the parameters that follow a type. What is wrong among them is left out.
  static read(params, text, at) {
    const data = params.#data;
    while (at < text.length) {
      at = skipSpace(text, at + 1);
      let end = at;
      while (end < text.length && text[end] !== ';' && text[end] !== '=') end++;
      const name = lower(text.slice(at, end));
      at = end;
      if (at >= text.length || text[at] === ';') continue;
      let value;
      if (text[++at] === '"') {
        [value, at] = quoted(text, at + 1);
        at = find(text, ';', at);
      } else {
        end = find(text, ';', at);
        value = trimEnd(text.slice(at, end));
        at = end;
        if (value === '') continue;
      }
      if (name !== '' && !notToken.test(name) && !notValue.test(value) && !data.has(name)) data.set(name, value);
    }
  }
}
const { read } = MIMEParams;
delete MIMEParams.read;

class MIMEType {
  #type;
  #subtype;
  #parameters = new MIMEParams();
  constructor(text) {
    text = `${text}`;
    let end;
    [this.#type, this.#subtype, end] = split(text);
    read(this.#parameters, text, end);
  }
  static parse(text) {
    text = `${text}`;
    try {
      return new MIMEType(text);
    } catch {
      return null;
    }
  }
  get type() { return this.#type; }
  set type(value) {
    value = `${value}`;
    need('type', value, value);
    this.#type = lower(value);
  }
  get subtype() { return this.#subtype; }
  set subtype(value) {
    value = `${value}`;
    need('subtype', value, value);
    this.#subtype = lower(value);
  }
  get essence() { return `${this.#type}/${this.#subtype}`; }
  get params() { return this.#parameters; }
  toString() {
    const essence = `${this.#type}/${this.#subtype}`;
    const params = `${this.#parameters}`;
    return `${essence}${params && ';'}${params}`;
  }
}

const hidden = (prototype, name, value) => Object.defineProperty(prototype, name, { __proto__: null, value, writable: true, enumerable: false, configurable: true });
hidden(MIMEType.prototype, 'toJSON', MIMEType.prototype.toString);
hidden(MIMEParams.prototype, 'toJSON', MIMEParams.prototype.toString);
hidden(MIMEParams.prototype, Symbol.iterator, MIMEParams.prototype.entries);

Object.assign(exports, { MIMEType, MIMEParams });
