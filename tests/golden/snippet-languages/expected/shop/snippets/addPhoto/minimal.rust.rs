// reqwest 0.13 with the features blocking, multipart
// SHOP_FILE: path of the file to send (photo)
use std::env;
use std::error::Error;

use reqwest::blocking::multipart::{Form, Part};
use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let shop_key = env::var("SHOP_KEY").expect("SHOP_KEY is not set");
    let shop_file = env::var("SHOP_FILE").expect("SHOP_FILE is not set");

    let form = Form::new()
        .text("title", "It's a \"photo\"")
        .part("photo", Part::file(&shop_file)?.mime_str("image/png")?)
        .percent_encode_noop();
    let response = Client::new()
        .post("https://shop.example.com/v1/orders/a%2Fb/photos")
        .header("X-Api-Key", &shop_key)
        .multipart(form)
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{status}");
    Ok(())
}
