//! Where the file lies: who may read it, and on what kind of disk.

use std::path::{Path, PathBuf};

use super::{Finding, Patient, State, finding, fine};
use crate::problem::Failure;
use crate::say;

/// File systems on which SQLite's locks cannot be relied on.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "ncpfs",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.s3fs",
];

/// The type of the file system that holds `path`, if it is one over a network;
/// `mounts` as Linux lists them.
pub fn network_type(mounts: &str, path: &Path) -> Option<String> {
    let (_, kind) = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            // Blanks in a folder's name are written as octal.
            let folder = words.next()?.replace("\\040", " ");
            let kind = words.next()?;
            path.starts_with(&folder).then_some((folder.len(), kind))
        })
        // Of two mounts on one folder, the later hides the earlier.
        .max_by_key(|(length, _)| *length)?;
    NETWORK.contains(&kind).then(|| kind.to_owned())
}

pub(super) fn filesystem(patient: &Patient<'_>) -> Finding {
    let Some(mounts) = patient.mounts else {
        return finding("filesystem", State::Ok, say!("not looked at", "未检查"));
    };
    let path = std::fs::canonicalize(patient.path).unwrap_or_else(|_| patient.path.to_owned());
    match network_type(mounts, &path) {
        None => finding("filesystem", State::Ok, say!("local", "本地")),
        Some(kind) => finding(
            "filesystem",
            State::Attention,
            say!("on a network: {kind}", "网络文件系统：{kind}"),
        )
        .todo(say!(
            "keep the file on a disk of this machine; locks over a network may fail",
            "请把数据文件放在本机磁盘上，网络文件系统的锁不可靠"
        )),
    }
}

/// What belongs to the file and must be read by its owner alone.
struct Private {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// The data file, its companions, its drafts, lists and backups. The folder it
/// stands in counts only where nothing else stands there: nobody wants their
/// home folder changed.
fn private(path: &Path) -> Private {
    let mut files = super::companions(path).to_vec();
    let mut folders = Vec::new();
    for folder in [
        path.with_extension("drafts"),
        path.with_extension("lists"),
        crate::store::attached_dir(path),
        crate::store::attached::opened_dir(path),
        crate::store::backup::backups_dir(path),
    ] {
        files.extend(super::files_in(&folder));
        folders.push(folder);
    }
    files.extend(
        super::backups(path)
            .into_iter()
            .flatten()
            .map(|copy| copy.path),
    );
    let folder = crate::store::backup::folder_of(path);
    if holds_nothing_else(&folder, path) {
        folders.push(folder);
    }
    files.retain(|file| file.is_file());
    files.sort();
    files.dedup();
    folders.retain(|folder| folder.is_dir());
    Private { files, folders }
}

fn holds_nothing_else(folder: &Path, path: &Path) -> bool {
    let Ok(mut entries) = std::fs::read_dir(folder) else {
        return false;
    };
    let stem = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let ours = ["backups", "attachments", "config.toml", "playbook.toml"];
    !stem.is_empty()
        && entries.all(|entry| {
            entry.is_ok_and(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                ours.contains(&name.as_str())
                    || name
                        .strip_prefix(&stem)
                        .is_some_and(|rest| rest.starts_with('.'))
            })
        })
}

/// What others may read or write.
#[cfg(unix)]
fn open_to_others(path: &Path) -> Vec<PathBuf> {
    let private = private(path);
    let mut open: Vec<_> = private.files;
    open.extend(private.folders);
    open.retain(|file| others_may(file));
    open
}

#[cfg(unix)]
fn others_may(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Vec<PathBuf> {
    Vec::new()
}

pub(super) fn permissions(path: &Path) -> Finding {
    let open = open_to_others(path);
    let Some(first) = open.first() else {
        return finding("permissions", State::Ok, fine());
    };
    let (n, first) = (open.len(), first.display());
    finding(
        "permissions",
        State::Attention,
        say!(
            "{n} open to others, the first: {first}",
            "{n} 个文件或文件夹可被他人访问，第一个：{first}"
        ),
    )
    .todo(super::mend())
}

/// Takes everybody else's rights away: 0600 for files, 0700 for folders.
#[cfg(unix)]
pub(super) fn mend(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let private = private(path);
    let all = private
        .files
        .iter()
        .map(|file| (file, 0o600))
        .chain(private.folders.iter().map(|folder| (folder, 0o700)));
    for (file, mode) in all {
        if others_may(file) {
            std::fs::set_permissions(file, std::fs::Permissions::from_mode(mode))?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn mend(_: &Path) -> Result<(), Failure> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home/han nfs4 rw 0 0\n\
        /dev/sdb1 /home/han/local\\040disk ext4 rw 0 0\n";

    #[test]
    fn the_nearest_mount_decides() {
        let kind = |path: &str| network_type(MOUNTS, Path::new(path));
        assert_eq!(kind("/home/han/kehu.db"), Some("nfs4".to_owned()));
        assert_eq!(kind("/home/han/local disk/kehu.db"), None);
        assert_eq!(kind("/home/hannah/kehu.db"), None);
        assert_eq!(kind("/var/kehu.db"), None);
        assert_eq!(network_type("", Path::new("/kehu.db")), None);
    }
}
