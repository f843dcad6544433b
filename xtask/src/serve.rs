//! A small static server for localhost, with the headers that a careful portal sends.

use crate::shell::{command, run};
use crate::{page, tools};
use anyhow::{Context, Result, anyhow};
use std::path::{Component, Path, PathBuf};
use tiny_http::{Header, Request, Response, Server};

/// The port unless another is named.
pub const PORT: u16 = 8710;

/// The strictest policy that lets wasm run. The page must work under it, so it is served with it here too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// Builds and serves until stopped.
pub fn serve(port: u16) -> Result<()> {
    let folder = page::build()?;
    let server = listen(port)?;
    println!("\n规矩 Guiju: http://localhost:{port}/   (Ctrl+C stops)");
    answer(&server, &folder);
    Ok(())
}

/// Builds, serves, asks the page and the module one real question, and stops.
pub fn check() -> Result<()> {
    let folder = page::build()?;
    let address = background(folder)?;
    run(command("node", ".").arg("tests/browser/module-check.mjs"))?;
    run(command("node", ".")
        .env("GUIJU_URL", &address)
        .env("GUIJU_CHROMIUM", tools::browser()?)
        .arg("tests/browser/page-check.mjs"))?;
    println!("\nthe module and the page answer");
    Ok(())
}

/// Serves a folder on a free port for as long as this program runs, and says where.
pub fn background(folder: PathBuf) -> Result<String> {
    let server = listen(0)?;
    let port = server.server_addr().to_ip().context("not an internet address")?.port();
    std::thread::spawn(move || answer(&server, &folder));
    Ok(format!("http://localhost:{port}/"))
}

fn listen(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port)).map_err(|error| anyhow!("cannot listen on port {port}: {error}"))
}

fn answer(server: &Server, folder: &Path) {
    for request in server.incoming_requests() {
        // A browser that goes away in the middle of an answer is no fault of ours.
        reply(request, folder).ok();
    }
}

fn reply(request: Request, folder: &Path) -> std::io::Result<()> {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").trim_start_matches('/').to_owned();
    let path = if path.is_empty() { "index.html".to_owned() } else { path };
    let inside = Path::new(&path).components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(&path);
    match std::fs::read(&file) {
        Ok(bytes) if inside => {
            let mut response = Response::from_data(bytes);
            for (name, value) in [
                ("Content-Type", media_type(&file)),
                ("Content-Security-Policy", POLICY),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-cache"),
            ] {
                if let Ok(header) = Header::from_bytes(name, value) {
                    response.add_header(header);
                }
            }
            request.respond(response)
        }
        _ => request.respond(Response::from_string("not found").with_status_code(404)),
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
