/* A file system: what it is asked, and whom it asks. */
#include <ntifs.h>

C_ASSERT(sizeof(ACL) == 8 && sizeof(SECURITY_DESCRIPTOR_RELATIVE) == 20);
C_ASSERT(FIELD_OFFSET(FILE_DIRECTORY_INFORMATION, FileName) == 64);
C_ASSERT(FSCTL_REQUEST_OPLOCK == CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 144, METHOD_BUFFERED, FILE_ANY_ACCESS));

typedef struct _NODE {
  FSRTL_ADVANCED_FCB_HEADER Header;
  SECTION_OBJECT_POINTERS Sections;
  FAST_MUTEX Mutex;
  ERESOURCE Resource;
  FILE_LOCK Locks;
  SHARE_ACCESS Sharing;
  RTL_SPLAY_LINKS Links;
  UNICODE_PREFIX_TABLE_ENTRY Prefix;
  OPLOCK Oplock;
  LIST_ENTRY Watched;
} NODE, *PNODE;

static RTL_STATIC_LIST_HEAD(Nodes);
static RTL_RUN_ONCE Once = RTL_RUN_ONCE_INIT;

static FAST_IO_QUERY_BASIC_INFO Basic;
static BOOLEAN Basic(PFILE_OBJECT File, BOOLEAN Wait, PFILE_BASIC_INFORMATION Buffer, PIO_STATUS_BLOCK Status,
                     PDEVICE_OBJECT Device) {
  PNODE Node = (PNODE)File->FsContext;
  UNREFERENCED_PARAMETER(Device);
  FsRtlEnterFileSystem();
  if (!ExAcquireResourceSharedLite(Node->Header.Resource, Wait)) {
    FsRtlExitFileSystem();
    return FALSE;
  }
  RtlZeroMemory(Buffer, sizeof(*Buffer));
  Status->Information = sizeof(*Buffer);
  ExReleaseResourceLite(Node->Header.Resource);
  FsRtlExitFileSystem();
  return TRUE;
}

static BOOLEAN Lazy(PVOID Context, BOOLEAN Wait) {
  return ExAcquireResourceExclusiveLite(&((PNODE)Context)->Resource, Wait);
}
static VOID LazyDone(PVOID Context) { ExReleaseResourceLite(&((PNODE)Context)->Resource); }

static VOID Begin(PNODE Node, PFILE_OBJECT File, PFAST_IO_DISPATCH Fast, PCACHE_MANAGER_CALLBACKS Callbacks) {
  Fast->SizeOfFastIoDispatch = sizeof(FAST_IO_DISPATCH);
  Fast->FastIoQueryBasicInfo = Basic;
  Callbacks->AcquireForLazyWrite = Lazy;
  Callbacks->ReleaseFromLazyWrite = LazyDone;
  FsRtlSetupAdvancedHeader(&Node->Header, &Node->Mutex);
  Node->Header.Flags |= FSRTL_FLAG_ADVANCED_HEADER;
  RtlInitializeSplayLinks(&Node->Links);
  FsRtlInitializeFileLock(&Node->Locks, NULL, NULL);
  FsRtlInitializeOplock(&Node->Oplock);
  File->SectionObjectPointer = &Node->Sections;
  CcInitializeCacheMap(File, (PCC_FILE_SIZES)&Node->Header.AllocationSize, FALSE, Callbacks, Node);
  InsertTailList(&Nodes, &Node->Watched);
}

static NTSTATUS Answer(PDEVICE_OBJECT Device, PIRP Irp, PNODE Node) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PFILE_OBJECT File = Stack->FileObject;
  switch (Stack->MajorFunction) {
  case IRP_MJ_CREATE:
    return IoCheckShareAccess(Stack->Parameters.Create.SecurityContext->DesiredAccess,
                              Stack->Parameters.Create.ShareAccess, File, &Node->Sharing, TRUE);
  case IRP_MJ_LOCK_CONTROL:
    return FsRtlProcessFileLock(&Node->Locks, Irp, NULL);
  case IRP_MJ_FILE_SYSTEM_CONTROL:
    if (Stack->MinorFunction == IRP_MN_MOUNT_VOLUME)
      return Stack->Parameters.MountVolume.Vpb == Device->Vpb ? STATUS_SUCCESS : STATUS_WRONG_VOLUME;
    return Stack->Parameters.FileSystemControl.FsControlCode == FSCTL_REQUEST_OPLOCK_LEVEL_1
               ? FsRtlOplockFsctrl(&Node->Oplock, Irp, 1)
               : STATUS_INVALID_DEVICE_REQUEST;
  case IRP_MJ_QUERY_VOLUME_INFORMATION:
    return Stack->Parameters.QueryVolume.FsInformationClass == FileFsSizeInformation &&
                   Stack->Parameters.QueryVolume.Length >= sizeof(FILE_FS_SIZE_INFORMATION)
               ? STATUS_SUCCESS
               : STATUS_INVALID_PARAMETER;
  case IRP_MJ_DIRECTORY_CONTROL:
    if (Stack->Flags & SL_RESTART_SCAN)
      return RtlIsRoot(&Node->Links) ? STATUS_NO_MORE_FILES : STATUS_SUCCESS;
    return Stack->Parameters.QueryDirectory.FileName ? STATUS_SUCCESS : STATUS_NO_SUCH_FILE;
  default:
    return (Irp->Flags & IRP_PAGING_IO) ? STATUS_SUCCESS : STATUS_NOT_IMPLEMENTED;
  }
}

static NTSTATUS Describe(PSECURITY_DESCRIPTOR To, PACL Acl, PSID Sid) {
  NTSTATUS Status = RtlCreateSecurityDescriptor(To, SECURITY_DESCRIPTOR_REVISION);
  if (NT_SUCCESS(Status))
    Status = RtlCreateAcl(Acl, sizeof(ACL) + sizeof(ACCESS_ALLOWED_ACE) + SECURITY_MAX_SID_SIZE, ACL_REVISION);
  if (NT_SUCCESS(Status))
    Status = RtlAddAccessAllowedAce(Acl, ACL_REVISION, FILE_READ_EA | FILE_EXECUTE, Sid);
  return NT_SUCCESS(Status) ? RtlSetDaclSecurityDescriptor(To, TRUE, Acl, FALSE) : Status;
}

static RTL_RUN_ONCE_INIT_FN Prepare;
static ULONG Prepare(PRTL_RUN_ONCE Run, PVOID Parameter, PVOID *Context) {
  UNREFERENCED_PARAMETER(Run);
  *Context = Parameter;
  return TRUE;
}
static NTSTATUS Ready(PVOID Parameter, PVOID *Context) {
  return RtlRunOnceExecuteOnce(&Once, Prepare, Parameter, Context);
}

#include <tchar.h>

ULONG
CharactersOf(LPCTSTR Name) {
  TCHAR Copy[MAXIMUM_FILENAME_LENGTH] = _T("");
  Copy[0] = Name[0];
  return sizeof(Copy) / sizeof(TCHAR);
}
