package guard

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Nothing of this file was tried on Windows yet; it compiles.

// Enter does nothing: Hold limits the worker from outside.
func Enter(*os.File, uint64) error { return nil }

// Seconds does nothing: the program's clock is what holds the worker.
func Seconds(uint64) {}

// Hold puts a worker that was just started into a job: it can't use more memory, start
// another process or outlive the program, nor reach the clipboard and other windows. It
// waits for its first question, and so has read no file yet. Release ends it.
func Hold(p *os.Process, memory uint64) (release func(), err error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = windows.CloseHandle(job)
		}
	}()
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY | windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS |
				windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
			ActiveProcessLimit: 1,
		},
		ProcessMemoryLimit: uintptr(memory + goMemory),
	}
	if _, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))); err != nil {
		return nil, err
	}
	screen := windows.JOBOBJECT_BASIC_UI_RESTRICTIONS{UIRestrictionsClass: windows.JOB_OBJECT_UILIMIT_DESKTOP |
		windows.JOB_OBJECT_UILIMIT_DISPLAYSETTINGS | windows.JOB_OBJECT_UILIMIT_EXITWINDOWS |
		windows.JOB_OBJECT_UILIMIT_GLOBALATOMS | windows.JOB_OBJECT_UILIMIT_HANDLES |
		windows.JOB_OBJECT_UILIMIT_READCLIPBOARD | windows.JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS |
		windows.JOB_OBJECT_UILIMIT_WRITECLIPBOARD}
	if _, err = windows.SetInformationJobObject(job, windows.JobObjectBasicUIRestrictions,
		uintptr(unsafe.Pointer(&screen)), uint32(unsafe.Sizeof(screen))); err != nil {
		return nil, err
	}
	h, err := windows.OpenProcess(windows.PROCESS_SET_QUOTA|windows.PROCESS_TERMINATE, false, uint32(p.Pid))
	if err != nil {
		return nil, err
	}
	defer windows.CloseHandle(h) //nolint:errcheck // nothing is written through it
	if err = windows.AssignProcessToJobObject(job, h); err != nil {
		return nil, err
	}
	return func() { _ = windows.CloseHandle(job) }, nil
}

// goMemory is what the worker has taken before it draws anything. A job counts what was
// committed, not addresses.
const goMemory = 200 << 20
