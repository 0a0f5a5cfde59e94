"""Chatbot, agenda en herinneringen voor de samenwerking in Zuid-Kennemerland."""
