package fs

type number struct {
	name string
	n    int
}

// numbers are fs.constants; what a system does not have is left out by the
// files for that system.
var numbers = append([]number{
	{"UV_FS_SYMLINK_DIR", 1}, {"UV_FS_SYMLINK_JUNCTION", 2}, {"O_RDONLY", oRDONLY}, {"O_WRONLY", oWRONLY}, {"O_RDWR", oRDWR},
	{"UV_DIRENT_UNKNOWN", 0}, {"UV_DIRENT_FILE", 1}, {"UV_DIRENT_DIR", 2}, {"UV_DIRENT_LINK", 3}, {"UV_DIRENT_FIFO", 4}, {"UV_DIRENT_SOCKET", 5},
	{"UV_DIRENT_CHAR", 6}, {"UV_DIRENT_BLOCK", 7}, {"S_IFMT", typeMask}, {"S_IFREG", typeFile}, {"S_IFDIR", typeDir}, {"S_IFCHR", typeChar},
	{"S_IFBLK", typeBlock}, {"S_IFIFO", typePipe}, {"S_IFLNK", typeLink}, {"S_IFSOCK", typeSocket}, {"O_CREAT", oCREAT}, {"O_EXCL", oEXCL},
	{"UV_FS_O_FILEMAP", 0}, {"UV_FS_O_TEMPORARY", 0}, {"UV_FS_O_SHORT_LIVED", 0}, {"UV_FS_O_SEQUENTIAL", 0}, {"UV_FS_O_RANDOM", 0},
}, append(systemNumbers, []number{
	{"S_IRWXU", 0o700}, {"S_IRUSR", 0o400}, {"S_IWUSR", 0o200}, {"S_IXUSR", 0o100}, {"S_IRWXG", 0o70}, {"S_IRGRP", 0o40}, {"S_IWGRP", 0o20},
	{"S_IXGRP", 0o10}, {"S_IRWXO", 7}, {"S_IROTH", 4}, {"S_IWOTH", 2}, {"S_IXOTH", 1}, {"F_OK", 0}, {"R_OK", 4}, {"W_OK", 2}, {"X_OK", 1},
	{"UV_FS_COPYFILE_EXCL", 1}, {"COPYFILE_EXCL", 1}, {"UV_FS_COPYFILE_FICLONE", 2}, {"COPYFILE_FICLONE", 2},
	{"UV_FS_COPYFILE_FICLONE_FORCE", 4}, {"COPYFILE_FICLONE_FORCE", 4},
}...)...)
