const x = { q: 1 }
export default 5
export { x as 'module.exports' }
