// reqwest 0.13 with the features blocking
// PETSTORE_PLUS_FILE: path of the file to send (body)
use std::env;
use std::error::Error;
use std::fs;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");
    let petstore_plus_file = env::var("PETSTORE_PLUS_FILE").expect("PETSTORE_PLUS_FILE is not set");

    let response = Client::new()
        .put("https://eu.petstore.example/v2/pets/7/photo")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Content-Type", "application/octet-stream")
        .body(fs::read(&petstore_plus_file)?)
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{status}");
    Ok(())
}
