// 'exit' comes before what is written of an error that nobody caught, and may have another end.
const { spawnSync } = require('child_process');
const run = (name, code) => {
  const { status, stderr } = spawnSync(process.execPath, ['-e', `const tell = (text) => require('fs').writeSync(2, text + '\\n');${code}`], { encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => /^(in|Error|null|Node)/.test(line)).map((line) => line.replace(/^Node.*/, 'Node'));
  console.log(name, status, lines.join(' | '));
};

run('order', `process.on('exit', (code) => tell('in exit ' + code)); throw new Error('a')`);
run('exit throws', `process.on('exit', () => { tell('in exit'); throw new Error('b') }); throw new Error('a')`);
run('exit exits', `process.on('exit', () => { tell('in exit'); process.exit(5) }); throw new Error('a')`);
run('exit code', `process.on('exit', () => { tell('in exit'); process.exitCode = 9 }); throw new Error('a')`);
run('handler throws', `process.on('exit', () => tell('in exit')); process.on('uncaughtException', () => { throw new Error('hand') }); throw new Error('a')`);
run('later', `process.on('exit', (code) => tell('in exit ' + code)); setTimeout(() => { throw null })`);
run('rejection', `process.on('exit', (code) => tell('in exit ' + code)); Promise.reject(new Error('r'))`);
run('thrown at the end', `process.on('exit', () => { tell('in exit'); throw new Error('late') })`);
run('thrown by process.exit', `process.on('exit', () => { tell('in exit'); throw new Error('late') }); process.exit(4)`);
