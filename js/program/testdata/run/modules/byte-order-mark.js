export default 1
console.log(typeof require)