//! A process that uploads and stores is killed at points that nobody chose; what it acknowledged
//! is there afterwards, and nothing is half there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use blobs::{BlobId, Blobs, NewUpload, UploadId};
use kernel::Ids;
use tempfile::TempDir;
use testkit::{Role, ids, now, rerun};

use crate::{content, hash};

/// Kills, each after another number of acknowledged chunks.
const KILLS: usize = 5;
const CHUNK: usize = 40_000;

#[tokio::test]
async fn killed_at_any_point_it_goes_on_where_it_stopped() {
    if let Role::Child(folder) = Role::present() {
        return upload_until_killed(Path::new(&folder)).await;
    }
    let folder = TempDir::new().unwrap();
    for kill in 0..KILLS {
        let mut child = rerun(
            "crash::killed_at_any_point_it_goes_on_where_it_stopped",
            &folder.path().display().to_string(),
        );
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut told: Option<(UploadId, u64)> = None;
        let mut finished: Vec<BlobId> = Vec::new();
        let mut seen = 0;
        for line in lines.map_while(Result::ok) {
            match line.split(' ').collect::<Vec<_>>()[..] {
                ["chunk", id, received] => {
                    told = Some((id.parse().unwrap(), received.parse().unwrap()));
                }
                ["finished", id] => finished.push(id.parse().unwrap()),
                _ => continue,
            }
            seen += 1;
            if seen == 7 * (kill + 1) {
                child.kill().unwrap();
            }
        }
        child.wait().unwrap();

        let store = Blobs::open(folder.path()).await.unwrap();
        let (id, received) = told.expect("the child told of a chunk");
        let status = store.upload_status(id).await.unwrap();
        assert!(status.received >= received, "{} < {received}", status.received);
        // Everything that stands among the objects is whole, above all what was acknowledged.
        let present = store.list().await.unwrap();
        assert!(finished.iter().all(|id| present.contains(id)));
        for id in present {
            store.read(id, u64::MAX).await.unwrap();
        }
        // The sender goes on.
        if status.blob.is_none() {
            let whole = content(10 * CHUNK + usize::try_from(number(&status.name)).unwrap());
            let at = usize::try_from(status.received).unwrap();
            let rest = &whole[at..];
            if !rest.is_empty() && store.len(hash(&whole)).await.unwrap().is_none() {
                store.put_chunk(id, status.received, rest, hash(rest), now()).await.unwrap();
            }
            let blob = store.finish(id).await.unwrap();
            assert_eq!(store.read(blob, u64::MAX).await.unwrap(), whole);
        }
    }
}

fn number(name: &str) -> u64 {
    name.parse().unwrap()
}

async fn upload_until_killed(folder: &Path) {
    let store = Blobs::open(folder).await.unwrap();
    let ids: Ids = ids();
    // Ids repeat in every process: begin behind those that are there.
    let used = std::fs::read_dir(folder.join("uploads")).unwrap().count();
    for _ in 0..used {
        let _ = ids.bytes::<10>();
    }
    for number in used.. {
        let whole = content(10 * CHUNK + number);
        let name = number.to_string();
        // Each kill leaves an upload behind.
        let owner = &format!("owner {used}");
        let (bytes, sha256) = (whole.len() as u64, hash(&whole));
        let wanted = NewUpload { name: &name, bytes, sha256, owner, purpose: "list" };
        let id = store.begin(&wanted, &ids, now()).await.unwrap();
        let mut received = 0;
        for chunk in whole.chunks(CHUNK) {
            let status = store.put_chunk(id, received, chunk, hash(chunk), now()).await.unwrap();
            received = status.received;
            tell(&format!("chunk {id} {received}"));
        }
        let blob = store.finish(id).await.unwrap();
        tell(&format!("finished {blob}"));
    }
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}
