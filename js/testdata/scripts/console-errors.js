// What goes wrong with a stream that a console writes to is nothing to who prints, unless
// somebody listens, or the console was told otherwise.
const { Console } = require('console');
const { Writable } = require('stream');

const writers = {
	sync: (callback) => callback(new Error('sync')),
	async: (callback) => setImmediate(callback, new Error('async')),
	throws: () => { throw new Error('thrown') },
};
const failing = (mode) => new Writable({ write(chunk, encoding, callback) { writers[mode](callback) } });

process.on('uncaughtException', (err) => console.log('uncaught:', err.message));

async function main() {
	for (const mode in writers) {
		for (const ignoreErrors of [true, false]) {
			for (const listens of [true, false]) {
				console.log(`${mode}, ignored: ${ignoreErrors}, with a listener: ${listens}`);
				const stdout = failing(mode);
				if (listens) stdout.on('error', (err) => console.log('  told', err.message));
				const mine = new Console({ stdout, ignoreErrors });
				try {
					mine.log('a');
					mine.log('b');
				} catch (err) {
					console.log('  caught', err.message);
				}
				for (let i = 0; i < 5; i++) await new Promise(setImmediate);
				console.log('  listeners', stdout.listenerCount('error'), stdout.errored && stdout.errored.message);
			}
		}
	}
}
main();
