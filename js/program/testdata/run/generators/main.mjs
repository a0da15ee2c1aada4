// Async generators that goja parses, and compiles only not: those of classes.
class Empty {
	[Symbol.asyncIterator] = async function* () {};
	async *method() { yield 1; }
	static async *both() { yield 1; yield 2; }
}
const iterator = Empty.both();
(async () => {
	console.log(await iterator.next(), await iterator.next(), await iterator.next());
	console.log(await new Empty()[Symbol.asyncIterator]().next());
})();
export { Empty };
