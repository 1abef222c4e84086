<?php

// PETSTORE_PLUS_FILE: path of the file to send (body)
$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');
$petstorePlusFile = getenv('PETSTORE_PLUS_FILE') ?: throw new RuntimeException('PETSTORE_PLUS_FILE is not set');

$curl = curl_init('https://eu.petstore.example/v2/pets/7/photo');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'PUT',
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Content-Type: application/octet-stream',
    ],
    CURLOPT_POSTFIELDS => file_get_contents($petstorePlusFile),
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $status, PHP_EOL;
