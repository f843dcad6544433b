//! Sizes of what travels.

use crate::wasm;
use anyhow::{Context, Result};
use std::io::Write;

/// Builds the modules and prints their sizes.
pub fn sizes() -> Result<()> {
    wasm::build()?;
    println!("\n{:<24} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip -9", "brotli 11");
    for module in [wasm::RUNTIME, wasm::COMPILER] {
        let mut total = [0, 0, 0];
        for file in [format!("{}_bg.wasm", module.name), format!("{}.js", module.name)] {
            let path = wasm::folder().join(&file);
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let row = [bytes.len(), gzip(&bytes)?, brotli(&bytes)?];
            println!("{file:<24} {:>10} {:>10} {:>10}", row[0], row[1], row[2]);
            for (sum, size) in total.iter_mut().zip(row) {
                *sum += size;
            }
        }
        println!("{:<24} {:>10} {:>10} {:>10}", "  together", total[0], total[1], total[2]);
    }
    let runtime = std::fs::read(wasm::folder().join("guiju_runtime_bg.wasm"))?;
    // The grammar's own words are in every build that can parse.
    let parser = runtime.windows(PARSER_WORD.len()).any(|window| window == PARSER_WORD.as_bytes());
    anyhow::ensure!(!parser, "the runtime module holds the parser");
    println!("\nthe runtime module holds no parser");
    Ok(())
}

/// A word that only the schema of the language has.
const PARSER_WORD: &str = "依次扣减";

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed.len())
}
