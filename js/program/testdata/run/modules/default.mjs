console.log('o5'); export default 5
