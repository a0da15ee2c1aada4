'use strict';
// What an Interface does in a terminal: one line that is edited, its history and its completions.
// Each method is there under a symbol, and for callers of old under its name with "_" before it.
const { width, position, inspect } = native;

const names = ['setRawMode', 'onLine', 'writeToOutput', 'addHistory', 'refreshLine', 'normalWrite', 'insertString', 'tabComplete', 'wordLeft',
  'wordRight', 'deleteLeft', 'deleteRight', 'deleteWordLeft', 'deleteWordRight', 'deleteLineLeft', 'deleteLineRight', 'line', 'historyNext',
  'historyPrev', 'getDisplayPos', 'moveCursor', 'ttyWrite'];
const S = {};
for (const name of [...names, 'decoder', 'oldPrompt', 'previousKey', 'prompt', 'sawKeyPress', 'sawReturnAt', 'killRing', 'undoStack', 'redoStack', 'search', 'yanked', 'question', 'rest']) {
  S[name] = Symbol(`_${name}`);
}

const most = 2048; // steps that can be undone
const rings = 32;

// before and behind are the characters next to a place: two units where it takes two.
const before = (text, at) => at > 1 && text.codePointAt(at - 2) > 0xffff ? 2 : 1;
const behind = (text, at) => text.codePointAt(at) > 0xffff ? 2 : 1;

function wordBefore(text) {
  const reversed = [...text].reverse().join('');
  return reversed.match(/^\s*(?:[^\w\s]+|\w+)?/)[0].length;
}

function common(list) {
  if (list.length === 0) return '';
  const sorted = [...list].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  let n = 0;
  while (n < first.length && first[n] === last[n]) n++;
  return first.slice(0, n);
}

// set has another line in the place of this one, which can be undone.
function change(iface, line, cursor) {
  iface[S.undoStack].push({ line: iface.line, cursor: iface.cursor });
  if (iface[S.undoStack].length > most) iface[S.undoStack].shift();
  iface[S.redoStack] = [];
  iface.line = line;
  iface.cursor = cursor;
}

function step(iface, from, to) {
  const state = iface[from].pop();
  if (!state) return;
  iface[to].push({ line: iface.line, cursor: iface.cursor });
  iface.line = state.line;
  iface.cursor = state.cursor;
  iface[S.refreshLine]();
}

function kill(iface, text) {
  if (text === '' || text === iface[S.killRing][0]) return;
  iface[S.killRing].unshift(text);
  if (iface[S.killRing].length > rings) iface[S.killRing].pop();
}

function yank(iface) {
  if (iface[S.killRing].length === 0) return;
  iface[S.yanked] = 0;
  iface[S.insertString](iface[S.killRing][0]);
}

function yankPop(iface) {
  const ring = iface[S.killRing];
  const last = ring[iface[S.yanked]];
  if (iface[S.yanked] < 0 || ring.length < 2 || !iface.line.slice(0, iface.cursor).endsWith(last)) return;
  iface[S.yanked] = (iface[S.yanked] + 1) % ring.length;
  const next = ring[iface[S.yanked]];
  const head = iface.line.slice(0, iface.cursor - last.length) + next;
  const tail = iface.line.slice(iface.cursor);
  iface.line = head + tail;
  iface.cursor = head.length;
  iface[S.refreshLine]();
}

function show(iface, line, index) {
  iface.historyIndex = index;
  iface.line = line;
  iface.cursor = line.length;
  iface[S.refreshLine]();
}

// list writes the completions in columns.
function list(iface, completions) {
  const widest = completions.reduce((n, c) => Math.max(n, width(c)), 0) + 2;
  const columns = Math.max(Math.floor(iface.columns / widest), 1);
  if (columns === Infinity) {
    iface[S.writeToOutput](`\r\n${completions.join('  ')}\r\n\r\n`);
    return;
  }
  let text = '\r\n';
  let row = [];
  const end = () => {
    if (row.length === 0) return;
    text += row.map((c, i) => i === row.length - 1 ? c : c + ' '.repeat(widest - width(c))).join('') + '\r\n';
    row = [];
  };

  for (const c of completions) {
    if (c === '') {
      end();
      text += '\r\n';
      continue;
    }
    row.push(c);
    if (row.length === columns) end();
  }
  end();
  iface[S.writeToOutput](`${text}\r\n`);
}

const methods = {
  [S.setRawMode](mode) {
    const was = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return was;
  },
  [S.onLine](line) {
    const answered = this[S.question];
    if (!answered) {
      this.emit('line', line);
      return;
    }
    this._forget();
    answered(line);
  },
  [S.writeToOutput](text) {
    if (typeof text !== 'string') throw native.invalidArgType('stringToWrite', text, 'string');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  },
  [S.addHistory]() {
    const { line } = this;
    if (line.length === 0) return '';
    if (!this.history || this.historySize === 0 || line.trim() === '') return line;
    if (this.history[0] !== line) {
      if (this.removeHistoryDuplicates) {
        const at = this.history.indexOf(line);
        if (at >= 0) this.history.splice(at, 1);
      }
      this.history.unshift(line);
      if (this.history.length > this.historySize) this.history.pop();
    }
    this.historyIndex = -1;
    const added = this.history[0];
    this.emit('history', this.history);
    return added;
  },
  [S.refreshLine]() {
    const line = this[S.prompt] + this.line;
    const all = this[S.getDisplayPos](line);
    const cursor = this.getCursorPos();
    const rows = this.prevRows || 0;
    const write = (text) => { if (this.output) this.output.write(text); };
    if (rows > 0) write(`\x1b[${rows}A`);
    write('\x1b[1G');
    write('\x1b[0J');
    this[S.writeToOutput](line);
    if (all.cols === 0) this[S.writeToOutput](' ');
    write(`\x1b[${cursor.cols + 1}G`);
    if (all.rows > cursor.rows) write(`\x1b[${all.rows - cursor.rows}A`);
    this.prevRows = cursor.rows;
  },
  [S.normalWrite](data) {
    if (data !== undefined) this._feed(data);
  },
  [S.insertString](text) {
    const { line, cursor } = this;
    change(this, line.slice(0, cursor) + text + line.slice(cursor), cursor + text.length);
    // What is pasted is shown as it is, and put right with its last character.
    if (this.isCompletionEnabled && (cursor < line.length || this.getCursorPos().cols === 0)) this[S.refreshLine]();
    else this[S.writeToOutput](text);
  },
  [S.tabComplete](lastWasTab) {
    this.pause();
    const line = this.line.slice(0, this.cursor);
    const done = (err, value) => {
      this.resume();
      if (err) {
        this[S.writeToOutput](`Tab completion error: ${inspect(err)}`);
        return;
      }
      const [completions, on] = value;
      if (!completions || completions.length === 0) return;
      const prefix = common(completions.filter((c) => c !== ''));
      if (prefix.startsWith(on) && prefix.length > on.length) {
        this[S.insertString](prefix.slice(on.length));
      } else if (!on.startsWith(prefix)) {
        const head = line.slice(0, line.length - on.length) + prefix;
        change(this, head + this.line.slice(this.cursor), head.length);
        this[S.refreshLine]();
      } else if (lastWasTab) {
        list(this, completions);
        this[S.refreshLine]();
      }
    };
    this._complete(line, done);
  },
  [S.wordLeft]() {
    if (this.cursor > 0) this[S.moveCursor](-wordBefore(this.line.slice(0, this.cursor)));
  },
  [S.wordRight]() {
    if (this.cursor < this.line.length) this[S.moveCursor](this.line.slice(this.cursor).match(/^(?:\s+|[^\w\s]+|\w+)\s*/)[0].length);
  },
  [S.deleteLeft]() {
    if (this.cursor === 0 || this.line.length === 0) return;
    const n = before(this.line, this.cursor);
    change(this, this.line.slice(0, this.cursor - n) + this.line.slice(this.cursor), this.cursor - n);
    this[S.refreshLine]();
  },
  [S.deleteRight]() {
    if (this.cursor >= this.line.length) return;
    change(this, this.line.slice(0, this.cursor) + this.line.slice(this.cursor + behind(this.line, this.cursor)), this.cursor);
    this[S.refreshLine]();
  },
  [S.deleteWordLeft]() {
    if (this.cursor === 0) return;
    const at = this.cursor - wordBefore(this.line.slice(0, this.cursor));
    change(this, this.line.slice(0, at) + this.line.slice(this.cursor), at);
    this[S.refreshLine]();
  },
  [S.deleteWordRight]() {
    if (this.cursor >= this.line.length) return;
    const n = this.line.slice(this.cursor).match(/^(?:\s+|\W+|\w+)\s*/)[0].length;
    change(this, this.line.slice(0, this.cursor) + this.line.slice(this.cursor + n), this.cursor);
    this[S.refreshLine]();
  },
  [S.deleteLineLeft]() {
    const killed = this.line.slice(0, this.cursor);
    change(this, this.line.slice(this.cursor), 0);
    kill(this, killed);
    this[S.refreshLine]();
  },
  [S.deleteLineRight]() {
    const killed = this.line.slice(this.cursor);
    change(this, this.line.slice(0, this.cursor), this.cursor);
    kill(this, killed);
    this[S.refreshLine]();
  },
  [S.line]() {
    const line = this[S.addHistory]();
    this[S.undoStack] = [];
    this[S.redoStack] = [];
    this.clearLine();
    this[S.onLine](line);
  },
  [S.historyNext]() {
    if (this.historyIndex < 0) return;
    const search = this[S.search] ?? '';
    let index = this.historyIndex - 1;
    while (index >= 0 && (!this.history[index].startsWith(search) || this.line === this.history[index])) index--;
    show(this, index < 0 ? search : this.history[index], index);
  },
  [S.historyPrev]() {
    if (!this.history || this.historyIndex >= this.history.length || this.history.length === 0) return;
    const search = this[S.search] ?? '';
    let index = this.historyIndex + 1;
    while (index < this.history.length && (!this.history[index].startsWith(search) || this.line === this.history[index])) index++;
    show(this, index === this.history.length ? search : this.history[index], index);
  },
  [S.getDisplayPos](text) {
    const [cols, rows] = position(text, this.columns, this.tabSize);
    return { cols, rows };
  },
  [S.moveCursor](by) {
    if (by === 0) return;
    const old = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + by, 0), this.line.length);
    const now = this.getCursorPos();
    if (old.rows !== now.rows) {
      this[S.refreshLine]();
      return;
    }
    const columns = now.cols - old.cols;
    if (columns !== 0 && this.output) this.output.write(columns < 0 ? `\x1b[${-columns}D` : `\x1b[${columns}C`);
  },
  [S.ttyWrite](text, key) {
    const last = this[S.previousKey];
    key = key || {};
    this[S.previousKey] = key;
    if (!key.meta || key.name !== 'y') {
      if (!(key.ctrl && key.name === 'y')) this[S.yanked] = -1;
    }
    if (this[S.search] !== null && !((key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift)) {
      this[S.search] = null;
      if (this.history && this.historyIndex === this.history.length) this.historyIndex = -1;
    }
    if (text === '\x1f') step(this, S.undoStack, S.redoStack);
    else if (text === '\x1e') step(this, S.redoStack, S.undoStack);
    else if (key.name === 'escape') return;
    else if (key.ctrl && key.shift) shifted(this, key);
    else if (key.ctrl) controlled(this, key);
    else if (key.meta) escaped(this, key);
    else typed(this, text, key, last);
  },
};

function shifted(iface, { name }) {
  if (name === 'backspace') iface[S.deleteLineLeft]();
  else if (name === 'delete') iface[S.deleteLineRight]();
}

function controlled(iface, { name }) {
  switch (name) {
    case 'c':
      if (iface.listenerCount('SIGINT') > 0) iface.emit('SIGINT');
      else iface.close();
      break;
    case 'h': iface[S.deleteLeft](); break;
    case 'd':
      if (iface.cursor === 0 && iface.line.length === 0) iface.close();
      else iface[S.deleteRight]();
      break;
    case 'u': iface[S.deleteLineLeft](); break;
    case 'k': iface[S.deleteLineRight](); break;
    case 'a': iface[S.moveCursor](-Infinity); break;
    case 'e': iface[S.moveCursor](Infinity); break;
    case 'b': iface[S.moveCursor](-before(iface.line, iface.cursor)); break;
    case 'f': iface[S.moveCursor](behind(iface.line, iface.cursor)); break;
    case 'l':
      iface.output?.write('\x1b[1;1H');
      iface.output?.write('\x1b[0J');
      iface.prevRows = 0;
      iface[S.refreshLine]();
      break;
    case 'n': iface[S.historyNext](); break;
    case 'p': iface[S.historyPrev](); break;
    case 'y': yank(iface); break;
    case 'z': suspend(iface); break;
    case 'w': case 'backspace': iface[S.deleteWordLeft](); break;
    case 'delete': iface[S.deleteWordRight](); break;
    case 'left': iface[S.wordLeft](); break;
    case 'right': iface[S.wordRight](); break;
  }
}

// suspend stops the program, as the terminal would if it had the key.
function suspend(iface) {
  if (native.windows) return;
  if (iface.listenerCount('SIGTSTP') > 0) {
    iface.emit('SIGTSTP');
    return;
  }
  const process = require('process');
  process.once('SIGCONT', () => {
    if (!iface.paused) {
      iface.pause();
      iface.emit('SIGCONT');
    }
    iface[S.setRawMode](true);
    iface[S.refreshLine]();
  });
  iface[S.setRawMode](false);
  process.kill(process.pid, 'SIGTSTP');
}

function escaped(iface, { name }) {
  switch (name) {
    case 'b': iface[S.wordLeft](); break;
    case 'f': iface[S.wordRight](); break;
    case 'd': case 'delete': iface[S.deleteWordRight](); break;
    case 'backspace': iface[S.deleteWordLeft](); break;
    case 'y': yankPop(iface); break;
  }
}

function typed(iface, text, { name, sequence }, last) {
  if (iface[S.sawReturnAt] && name !== 'enter') iface[S.sawReturnAt] = 0;
  switch (name) {
    case 'return':
      iface[S.sawReturnAt] = Date.now();
      iface[S.line]();
      break;
    case 'enter':
      // The one that belongs to a return before it is no line of its own.
      if (iface[S.sawReturnAt] === 0 || Date.now() - iface[S.sawReturnAt] > iface.crlfDelay) iface[S.line]();
      iface[S.sawReturnAt] = 0;
      break;
    case 'backspace': iface[S.deleteLeft](); break;
    case 'delete': iface[S.deleteRight](); break;
    case 'left': iface[S.moveCursor](-before(iface.line, iface.cursor)); break;
    case 'right': iface[S.moveCursor](behind(iface.line, iface.cursor)); break;
    case 'home': iface[S.moveCursor](-Infinity); break;
    case 'end': iface[S.moveCursor](Infinity); break;
    case 'up':
      iface[S.search] ??= iface.line.slice(0, iface.cursor);
      iface[S.historyPrev]();
      break;
    case 'down':
      iface[S.search] ??= iface.line.slice(0, iface.cursor);
      iface[S.historyNext]();
      break;
    case 'tab':
      if (typeof iface.completer === 'function' && iface.isCompletionEnabled) {
        iface[S.tabComplete](last && last.name === 'tab');
        break;
      }
    // Without completions it is a character.
    default:
      if (typeof text !== 'string' || text === '') return;
      insertLines(iface, text);
  }
}

// insertLines inserts a text that may have several lines in it.
function insertLines(iface, text) {
  const parts = text.split(/\r\n|[\n\r\u2028\u2029]/);
  parts.forEach((part, i) => {
    if (i > 0) iface[S.line]();
    if (part !== '') iface[S.insertString](part);
  });
}

Object.assign(exports, { S, names, methods });
