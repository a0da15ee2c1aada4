package fs

// openData opens a file that has data in it, and goes when it is closed.
func openData(data []byte) (int, error) {
	f, err := temporaryFile(data)
	if err != nil {
		return 0, err
	}
	files.Lock()
	defer files.Unlock()
	fd := files.next
	files.next++
	files.open[fd] = f
	files.temporary[fd] = f.Name()
	return fd, nil
}
