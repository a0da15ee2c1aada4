'use strict';
// Lines that are edited in a terminal: what is written to it for each key.

const readline = require('readline');
const { PassThrough } = require('stream');

function run(name, keys, { ignore = [], wrap, more, ...options } = {}) {
  const input = new PassThrough();
  const output = new PassThrough();
  let written = '';
  output.columns = options.columns || 40;
  output.write = (text) => {
    written += text;
    return true;
  };
  const line = readline.createInterface({ input, output, terminal: true, prompt: 'p> ', ...options });
  const events = [];
  for (const event of ['line', 'pause', 'resume', 'close', 'history', 'SIGINT', 'SIGCONT', 'SIGTSTP']) {
    if (!ignore.includes(event)) line.on(event, (value) => events.push(event + (value === undefined ? '' : `:${JSON.stringify(value)}`)));
  }
  if (wrap) {
    const write = line._writeToOutput;
    line._writeToOutput = function (text) { write.call(this, `<${text}>`); };
  }
  line.prompt();
  for (const key of keys) {
    written += '|';
    input.emit('data', key);
  }
  console.log(name, JSON.stringify(written), JSON.stringify(line.line), line.cursor, ...events);
  if (more) more(line, input);
}

run('plain', ['a', 'b', 'c', '\r']);
run('left', ['abc', '\x1b[D', '\x1b[D', 'X', '\x1b[C', 'Y', '\x1b[H', '1', '\x1b[F', '2']);
run('bs', ['abc', '\x7f', '\x08', '\x1b[D', '\x1b[3~', '\r']);
run('ctrl', ['hello world foo', '\x17', '\x15', 'abc', '\x01', '\x0b', '\x19', '\x05', '\x04']);
run('words', ['one two  three', '\x1bb', '\x1bb', '\x1bf', '\x1bd', '\x1b\x7f', '\x0c']);
run('hist', ['first\r', 'second\r', '\x1b[A', '\x1b[A', '\x1b[A', '\x1b[B', '\x1b[B', '\x1b[B']);
run('hist2', ['x\r', 'x\r', '\r', 'y\r', 'x\r']);
run('crlf', ['a\r\n', 'b\n', 'c\r', '\n', 'd\r\ne\r\n']);
run('ctrlc', ['abc', '\x03'], { ignore: ['SIGINT'] })
run('ctrlc2', ['abc', '\x03'])
run('ctrld', ['\x04'])
run('ctrld2', ['ab', '\x01', '\x04']);
run('wrapw', ['abc', '\x1b[D', 'z', '\r'], { wrap: true });
run('long', ['0123456789', '0123456789', 'x', '\x1b[D', 'y', '\r'], { columns: 12 });
run('wide', ['日本', '\x1b[D', 'é', '\u0301', '\x7f', '\r']);
run('transp', ['abc', '\x14', '\x1b[D', '\x14'])
run('undo', ['abc', 'd', '\x1f', '\x1f', '\x1e'])
run('yank', ['abc def', '\x17', '\x19', '\x1by']);
run('tab', ['ab\tc'], { })
run('tabcomp', ['ab', '\t', '\t'], { completer: l => [['abc', 'abd'].filter(x => x.startsWith(l)), l] })
run('tabcomp1', ['abx', '\t'], { completer: l => [['abxyz'], l] })
run('tabcomp0', ['q', '\t'], { completer: l => [[], l] });
run('ctrlu', ['abc', '\x1b[D', '\x15', '\x0b'])
run('esc', ['ab', '\x1b'])
run('ctrlz', ['\x1a'])
run('altbits', ['a\x1b[1;5Cb\x1b[1;5Dc\x1bOPd\x1b[200~e']);
run('dedup', ['a\r', 'b\r', 'a\r', '\x1b[A', '\x1b[A'], { removeHistoryDuplicates: true })
run('histopt', ['\x1b[A', '\x1b[A', '\r'], { history: ['h1', 'h2'], historySize: 2 });
run('wrapped', ['01234567', '8', '9', 'a', 'b', 'c', '0123456', '7', '8', '9', '0', 'x', '\x1b[D', 'y', '\x1b[D', '\x1b[D', '\r'], { columns: 12, wrap: true });
run('long2', ['012345678901234567890', '\x01', '\x1b[F', '\x7f'], { columns: 12, wrap: true });
run('arrow', ['fo\r', 'bar\r', 'foo\r', 'f', '\x1b[A', '\x1b[A', '\x1b[A', '\x1b[B', '\x1b[B', '\x1b[B']);
run('arrow2', ['fo\r', 'bar\r', 'x', '\x1b[A', '\x1b[A', '\x1b[D', '\x1b[A', '\x1b[B']);
run('many', ['\t', '\t'], { columns: 30, completer: l => [['alpha', 'beta', 'gamma', '', 'delta', 'epsilon'], l] });
run('pre', ['a\t'], { completer: l => [['abcd', 'abce'], l] });
run('pre2', ['a', '\t', '\t'], { completer: l => [['abcd', 'abce'], l] })
run('async', ['a', '\t'], { completer: (l, cb) => cb(null, [['ab'], l]) });
run('punctuation', ['a.b c-d  e', '\x17', '\x17', '\x17', '\x17'])
run('words2', ['a.b c-d  e', '\x01', '\x1bf', '\x1bf', '\x1bf', '\x1bf', '\x1bd'])
run('words3', ['a.b c-d  e', '\x1b[1;5D', '\x1b[1;5D', '\x1b[1;5D', '\x1b[1;5C', '\x1b[3;5~']);
run('surr', ['a😀b', '\x1b[D', '\x1b[D', '\x7f', '\x1b[3~']);
run('killring', ['one two', '\x17', '\x17', 'x', '\x19', '\x1by', '\x1by'])
run('kill2', ['one two', '\x01', '\x0b', '\x19', '\x19'])
run('ck', ['ab cd', '\x1b[D', '\x1b[D', '\x15', '\x19']);
run('ctrlunknown', ['\x00', '\x06', '\x02', '\x0f', '\x1bq', '\x1b[5~', '\x1b[Z', '\x1bOP']);

// A password is not shown.
const input = new PassThrough();
const output = new PassThrough();
let written = '';
output.write = (text) => { written += text; };
const hidden = readline.createInterface({ input, output, terminal: true });
hidden.question('password: ', (answer) => {
  console.log(answer, JSON.stringify(written));
  hidden.close();
});
hidden._writeToOutput = (text) => { written += '*'.repeat(text.length); };
for (const key of ['hunter2', '\x7f', '3', '\r']) input.emit('data', key);

run('calls', ['abc'], { more(line, input) {
  console.log(line._line_buffer, line._prompt, line._decoder, line._sawReturnAt, line._previousKey, line._questionCallback, line._oldPrompt, line._sawKeyPress);
  line.write('de');
  line.write(null, { ctrl: true, name: 'a' });
  console.log(line.cursor, line.line, line.getCursorPos(), line._getCursorPos === line.getCursorPos, line._getDisplayPos('abcdefg\nhi日\t'));
  line.clearLine();
  console.log(line.line, line.prevRows, line.terminal, line.history, line.historySize, line.historyIndex);
  line.setPrompt('\x1b[1mbold\x1b[0m> ');
  line.prompt();
  console.log(line.getCursorPos());
  line._ttyWrite('x', { name: 'x' });
  line._ttyWrite('y');
  line._ttyWrite('', { name: 'left' });
  line._insertString('z');
  console.log(line.line, line.cursor);
  for (const name of ['_deleteLeft', '_deleteRight', '_wordLeft', '_wordRight', '_deleteLineLeft', '_line', '_historyPrev', '_historyNext', '_addHistory']) console.log(name, line[name](), line.line, line.cursor);
  input.on('end', () => {}).emit('end');
  console.log(line.closed);
} });

const names = Object.getOwnPropertyNames(readline.Interface.prototype);
for (const name of names.filter((name) => name.startsWith('_'))) {
  const { value, enumerable, get } = Object.getOwnPropertyDescriptor(readline.Interface.prototype, name);
  console.log(name, enumerable, value ? [value.name, value.length] : get.name);
}
