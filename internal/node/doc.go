// Package node holds what is true of Node and written down once: the names,
// numbers and texts of system errors, the codes and messages of Node's own
// errors, and the numbers that Node takes where nobody says otherwise. It knows
// nothing of sockets or of JavaScript; both of those stand on it.
package node
