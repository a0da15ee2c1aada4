'use strict';
// What a child has written before its end is there when 'exit' comes: output, and messages.
const { fork, spawn } = require('node:child_process');

if (process.argv[2] === 'child') {
  for (let i = 0; i < 100; i++) process.send(i);
  process.exit(3);
}

const child = spawn('sh', ['-c', 'echo out; echo err >&2; exit 2']);
const said = [];
child.stdout.on('data', (data) => said.push(String(data)));
child.stderr.on('data', (data) => said.push(String(data)));
child.on('exit', (code) => {
  console.log(code, said.sort());
  let messages = 0;
  const talking = fork(__filename, ['child']);
  talking.on('message', () => messages++);
  talking.on('exit', (code) => console.log(code, messages));
});
