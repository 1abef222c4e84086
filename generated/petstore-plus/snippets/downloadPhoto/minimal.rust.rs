// reqwest 0.13 with the features blocking
use std::env;
use std::error::Error;
use std::io;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");

    let mut response = Client::new()
        .get("https://images.petstore.example/pets/7/photo")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Accept", "application/octet-stream")
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    io::copy(&mut response, &mut io::stdout())?;
    Ok(())
}
