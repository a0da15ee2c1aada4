'use strict';
// Signals of process.kill that are numbers, or are taken for none.
const { spawnSync } = require('child_process');
for (const signal of ['0', '1.5', '-0.5', '4294967296', 'Infinity', '"0"', '-1', '9', 'NaN', 'null', '""', 'false']) {
	const program = `try { process.kill(process.pid, ${signal}); setTimeout(() => console.log('lives'), ${/^[0-]$/.test(signal) ? 0 : 500}) } catch (err) { console.log(err.code, err.message) }`;
	const child = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
	console.log(signal, child.status, child.signal, child.stdout.trim());
}
