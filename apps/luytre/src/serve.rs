//! The server: HTTP or HTTPS for people, a socket in the data directory for the command line.

use std::time::Duration;

use anyhow::{Context as _, Result};
use axum_server::Handle;
use chrono::{Datelike as _, TimeDelta};
use jobs::Order;
use kernel::{Locale, Message, Timestamp};
use tokio::net::UnixListener;
use tokio::sync::watch;
use web::{Heard, Topic};

use crate::config::Config;
use crate::house::House;
use crate::{client, demo, heads, machine, say, tls, upkeep};

/// Seconds between two looks at the end of the log.
const HEADS_EVERY: Duration = Duration::from_secs(60);
/// Seconds between two looks for uploads that nobody goes on with.
const TIDY_EVERY: Duration = Duration::from_secs(30 * 60);
/// How long requests may still run when the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until the process is asked to stop.
///
/// # Errors
///
/// When the data directory cannot be opened or the address cannot be listened on.
pub async fn serve(config: Config, with_demo: bool) -> Result<()> {
    let stop_signal = StopSignal::listen()?;
    let house = House::open(config).await?;
    if with_demo {
        // Before anybody else: while the sample's story is told, its clock is not the machine's.
        demo::load_once(&house).await?;
    }
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(house.clone(), stopped.clone()));
    let keeper = tokio::spawn(keep_heads(house.clone(), stopped.clone()));
    let tidier = tokio::spawn(tidy_uploads(house.clone(), stopped.clone()));
    let heirs = tokio::spawn(follow_successions(house.clone(), stopped.clone()));
    let socket = tokio::spawn(serve_machine(house.clone(), stopped.clone()));
    let handle = Handle::new();
    let server = tokio::spawn(serve_people(house.clone(), handle.clone()));
    let address = handle.listening().await.context("the address cannot be listened on");
    let address = match address {
        Ok(address) => address,
        Err(error) => return server.await?.and(Err(error)),
    };
    welcome(&house, address).await?;
    stop_signal.wait().await;
    tracing::info!("stopping");
    let _ = stop.send(true);
    house.state.hub.close();
    handle.graceful_shutdown(Some(GRACE));
    server.await??;
    worker.await?;
    keeper.await??;
    heirs.await?;
    tidier.await?;
    socket.await??;
    house.state.db.clone().close().await?;
    Ok(())
}

async fn serve_people(house: House, handle: Handle<std::net::SocketAddr>) -> Result<()> {
    let service = house.app().into_make_service_with_connect_info::<std::net::SocketAddr>();
    let listen = house.config.listen;
    if house.config.tls {
        let year = house.state.clock.now().year();
        let tls = tls::server(&house.config, year).await?;
        axum_server::bind_rustls(listen, tls).handle(handle).serve(service).await
    } else {
        axum_server::bind(listen).handle(handle).serve(service).await
    }
    .with_context(|| format!("{listen} cannot be served"))
}

async fn serve_machine(house: House, mut stopped: watch::Receiver<bool>) -> Result<()> {
    let path = client::socket(&house.config.data);
    // A socket that a killed process left behind; the lock says that nobody uses it.
    let _ = std::fs::remove_file(&path);
    let listener =
        UnixListener::bind(&path).with_context(|| format!("{} cannot be made", path.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    }
    let app = house.machine_app(Locale::default());
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        })
        .await?;
    let _ = std::fs::remove_file(&path);
    Ok(())
}

async fn work(house: House, mut stopped: watch::Receiver<bool>) {
    if let Err(error) = queue_recurring(&house).await {
        tracing::error!(%error, "recurring jobs could not be queued");
    }
    let stop = async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    house.worker().run(machine::wait(), stop).await;
}

/// Jobs that queue themselves again are there once.
async fn queue_recurring(house: &House) -> Result<()> {
    let mut tx = house.state.db.write().await?;
    if house.config.database.is_none() {
        // Whoever held them was killed: the lock says that this process is alone.
        house.jobs.release_all(now(house), &mut tx).await?;
    }
    let order = Order::keyed("malware.age_findings");
    house.jobs.enqueue(&malware::jobs::AgeFindings, &order, now(house), &mut tx).await?;
    tx.commit().await?;
    house.jobs.wake();
    Ok(())
}

fn now(house: &House) -> Timestamp {
    house.state.clock.now()
}

/// Findings follow the bodies: whenever the registry changes, heirs are looked for.
async fn follow_successions(house: House, mut stopped: watch::Receiver<bool>) {
    let Some(mut changes) = house.state.hub.listen() else { return };
    loop {
        let change = tokio::select! {
            change = changes.next() => change,
            _ = stopped.wait_for(|stop| *stop) => return,
        };
        let concerns = match change {
            Heard::Change(change) => change.topic == Topic::Registry,
            Heard::Missed => true,
            Heard::Closed => return,
        };
        if concerns && let Err(error) = queue_passing_on(&house).await {
            tracing::error!(%error, "findings could not be passed on");
        }
    }
}

async fn queue_passing_on(house: &House) -> Result<()> {
    let mut tx = house.state.db.write().await?;
    let order = Order::keyed("malware.pass_on_findings");
    house.jobs.enqueue(&malware::jobs::PassOnFindings, &order, now(house), &mut tx).await?;
    tx.commit().await?;
    house.jobs.wake();
    Ok(())
}

/// Removes uploads and previews that nobody goes on with, and what a killed process left of files.
async fn tidy_uploads(house: House, mut stopped: watch::Receiver<bool>) {
    let wait = machine::wait();
    loop {
        let before = now(&house) - TimeDelta::hours(blobs::UPLOAD_HOURS);
        match house.blobs.expire(before).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "uploads that ended midway are removed"),
            Err(error) => tracing::error!(%error, "uploads could not be tidied"),
        }
        match upkeep::forget_drafts(&house).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "previews of files are forgotten"),
            Err(error) => tracing::error!(%error, "previews could not be forgotten"),
        }
        tokio::select! {
            () = wait(TIDY_EVERY) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

async fn keep_heads(house: House, mut stopped: watch::Receiver<bool>) -> Result<()> {
    let wait = machine::wait();
    loop {
        let stop = tokio::select! {
            () = wait(HEADS_EVERY) => false,
            _ = stopped.wait_for(|stop| *stop) => true,
        };
        let head = ledger::journal::head(&mut house.state.db.read().await?).await?;
        if let Some(head) = head {
            heads::keep(&house.config.data, &head.as_head())?;
        }
        if stop {
            return Ok(());
        }
    }
}

async fn welcome(house: &House, address: std::net::SocketAddr) -> Result<()> {
    let mut tx = house.state.db.write().await?;
    let link = access::links::first_account_link(&house.state.ids, now(house), &mut tx).await?;
    tx.commit().await?;
    let url = if house.config.listen.port() == 0 {
        house.config.public_url.replace(&house.config.listen.to_string(), &address.to_string())
    } else {
        house.config.public_url.clone()
    };
    say::line(&Message::new("server.welcome.listening").with("url", &url));
    if house.config.tls {
        let file = tls::authority_file(&house.config.data);
        say::line(&Message::new("server.welcome.authority").with("file", file.display()));
    }
    if house.config.listen.ip().is_unspecified() && url.contains("://0.0.0.0") {
        say::line(&Message::new("server.welcome.unreachable"));
    }
    if let Some(secret) = link {
        let link = format!("{url}/bat-dau?token={}", secret.expose());
        say::line(&Message::new("server.welcome.first_account").with("link", link));
    }
    Ok(())
}

/// The wish to stop, heard from the first moment on: a signal that comes while the server is still
/// starting is kept until somebody waits for it.
struct StopSignal {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    fn listen() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl StopSignal {
    fn listen() -> Result<Self> {
        Ok(Self {})
    }

    async fn wait(self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
