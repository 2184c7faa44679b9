package private

import "syscall"

// mountSmall mounts a file system of 8 MB, too small for a cluster.
func mountSmall(dir string) error {
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m,mode=0711")
}

func unmount(dir string) error { return syscall.Unmount(dir, 0) }
