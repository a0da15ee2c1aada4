'use strict';
// Parts of readline that a program replaces, where nothing is edited.

const readline = require('readline');
const { PassThrough } = require('stream');

const input = new PassThrough();
const output = new PassThrough();
output.on('data', (data) => console.log('output', JSON.stringify(String(data))));
const line = readline.createInterface({ input, output });
const write = line._writeToOutput;
line._writeToOutput = function (text) {
  console.log('write', JSON.stringify(text));
  write.call(this, text);
};
line.question('what? ', (answer) => console.log('answer', answer));
input.emit('data', 'this\n');
line._onLine = (text) => console.log('onLine', text);
input.emit('data', 'one\ntw');
console.log(line._line_buffer, line.terminal, typeof line._decoder, line._questionCallback);
line._normalWrite('o\nrest');
line.prompt();
try {
  line._writeToOutput(5);
} catch (error) {
  console.log(error.code, error.message);
}
input.emit('end');
console.log(line.closed);
for (const options of [{ history: 1 }, { historySize: -1 }, { historySize: 'x' }, { completer: 5 }, { tabSize: 0 }, { tabSize: 'x' }]) {
  try {
    readline.createInterface({ input: new PassThrough(), ...options });
    console.log(options);
  } catch (error) {
    console.log(options, error.name, error.code, error.message);
  }
}
