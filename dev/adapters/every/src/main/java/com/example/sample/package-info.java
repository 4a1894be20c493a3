/** A plug-in of Luna Builder. */
package com.example.sample;
