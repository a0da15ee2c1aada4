// An exit code is a C int: listeners and other threads see all of it, the system eight bits.
const { spawnSync } = require('child_process');
const { Worker } = require('worker_threads');
const shown = "process.on('exit', (code) => console.log('exit', code, process.exitCode));";
const codes = ['process.exit(256)', 'process.exit(-1)', 'process.exit(2 ** 40 + 5)', "process.exit('300')", 'process.exitCode = 513', 'process.exitCode = -5', 'process.reallyExit(300)',
  "process.on('exit', () => { process.exitCode = -2 }); throw new Error('x')",
  "process.exitCode = 5; process.exit(undefined)", "process.exitCode = 5; process.exit()", "process.exitCode = 5; process.exit(null)",
  "process.on('exit', () => process.exit()); throw new Error('x')", "process.on('exit', () => process.exit(undefined)); throw new Error('x')"];
const last = ["process.on('exit', () => { Promise.reject(new Error('at the end')) })", "process.on('exit', () => { Promise.reject(5).catch(() => console.log('caught')) })",
  "process.on('unhandledRejection', (error) => console.log('told', error.message)).on('exit', () => { Promise.reject(new Error('at the end')) })",
  "process.on('exit', () => { Promise.reject(new Error('at the end')) }); process.exit(3)"];

for (const code of codes) {
  const { status, stdout } = spawnSync(process.execPath, ['-e', shown + code], { encoding: 'utf8' });
  console.log(code, status, stdout.trim());
}
for (const code of last) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', shown + code], { encoding: 'utf8' });
  console.log(code, status, JSON.stringify(stdout), stderr.includes('Error: at the end'));
}
for (let i = 0; i < 5; i++) console.log(spawnSync(process.execPath, ['-e', codes.at(-1)], { encoding: 'utf8' }).stderr); // nothing is written
(async () => {
  for (const code of codes) {
    const worker = new Worker(code, { eval: true, stderr: true });
    worker.on('error', () => {});
    await new Promise((resolve) => worker.on('exit', (told) => resolve(console.log('worker', code, told))));
  }
})();
