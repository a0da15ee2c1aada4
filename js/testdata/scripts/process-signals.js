// What signals do to a program that does not listen to them, and to one that does.
const { spawn, spawnSync } = require('child_process');
const run = (code, ...args) => {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['-e', code, ...args], { encoding: 'utf8' });
  return `${status} ${signal} ${JSON.stringify(stdout)} ${stderr ? stderr.split('\n')[0] : ''}`;
};

for (const signal of ['SIGABRT', 'SIGSEGV', 'SIGFPE', 'SIGILL', 'SIGBUS', 'SIGTRAP', 'SIGSYS', 'SIGQUIT', 'SIGXCPU', 'SIGUSR2', 'SIGALRM',
  'SIGVTALRM', 'SIGIO', 'SIGTERM', 'SIGHUP', 'SIGINT', 'SIGKILL', 'SIGPIPE', 'SIGWINCH', 'SIGURG', 'SIGCHLD', 'SIGCONT']) {
  console.log(signal, run(`process.on('exit', () => console.log('exit')); process.kill(process.pid, '${signal}'); console.log('after')`));
}

console.log('listened', run(`
  let n = 0;
  const hear = () => {
    console.log('heard', ++n);
    if (n < 3) return process.kill(process.pid, 'SIGUSR2');
    process.off('SIGUSR2', hear);
    process.kill(process.pid, 'SIGUSR2');
    console.log('never');
  };
  process.on('SIGUSR2', hear);
  process.kill(process.pid, 'SIGUSR2');
  setInterval(() => {}, 1000);`));

const next = (list) => {
  const [signal, listens] = list.shift() ?? [];
  if (!signal) return;
  const code = `${listens ? `process.once('${signal}', () => { console.log('heard'); clearInterval(t) });` : ''} const t = setInterval(() => {}, 1000); console.log('ready')`;
  const child = spawn(process.execPath, ['-e', code]);
  let text = '';
  child.stdout.once('data', () => child.kill(signal));
  child.stdout.on('data', (data) => { text += data; });
  child.stderr.on('data', (data) => { text += data; });
  child.on('close', (code, by) => {
    console.log('sent', signal, code, by, JSON.stringify(text));
    next(list);
  });
};
next([['SIGUSR2'], ['SIGUSR2', true], ['SIGABRT'], ['SIGABRT', true], ['SIGQUIT'], ['SIGQUIT', true], ['SIGALRM'], ['SIGALRM', true], ['SIGTERM', true]]);
