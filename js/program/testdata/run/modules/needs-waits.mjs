import './waits.mjs'; console.log('o4')
